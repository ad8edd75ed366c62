using System.Runtime.InteropServices;

namespace LowBit.Interop;

/// <summary>
/// Bins and predicts rows through LightGBM's sparse interface. The dense one sets fields of at most 1e-35 to 0 before the trees
/// see them; this one hands every field over as it is.
/// </summary>
static partial class LightGbmSparseRows
{
    const int Float64 = 1, Int32 = 2;

    /// <summary>Predicts rows.</summary>
    /// <param name="booster">The model.</param>
    /// <param name="rows">[rows × columnCount], row-major.</param>
    /// <param name="columnCount">Number of columns.</param>
    /// <param name="kind">What to predict.</param>
    /// <param name="firstIteration">First iteration used.</param>
    /// <param name="iterationCount">Iterations used; −1: all.</param>
    public static double[] Predict(
        LightGbmBooster booster, double[] rows, int columnCount, PredictionKind kind,
        int firstIteration = 0, int iterationCount = -1)
    {
        int rowCount = rows.Length / columnCount;
        int[] starts = [.. Enumerable.Range(0, rowCount + 1).Select(row => row * columnCount)];
        int[] columns = [.. Enumerable.Range(0, rows.Length).Select(i => i % columnCount)];
        return Predict(booster, starts, columns, rows, columnCount, kind, "num_threads=1", firstIteration, iterationCount);
    }

    /// <summary>Predicts compressed sparse rows.</summary>
    /// <param name="booster">The model.</param>
    /// <param name="starts">[rows + 1] first entry of each row, and the number of entries.</param>
    /// <param name="columns">[entries].</param>
    /// <param name="values">[entries].</param>
    /// <param name="columnCount">Number of columns.</param>
    /// <param name="kind">What to predict.</param>
    /// <param name="parameters">num_threads=…</param>
    /// <param name="firstIteration">First iteration used.</param>
    /// <param name="iterationCount">Iterations used; −1: all.</param>
    public static double[] Predict(
        LightGbmBooster booster, ReadOnlySpan<int> starts, ReadOnlySpan<int> columns, ReadOnlySpan<double> values, int columnCount,
        PredictionKind kind, string parameters, int firstIteration = 0, int iterationCount = -1)
    {
        LightGbmLibrary.Check(LightGbmLibrary.BoosterPredictionCount(
            booster.Handle, starts.Length - 1, kind, firstIteration, iterationCount, out long count));
        double[] results = new double[count];
        LightGbmLibrary.Check(PredictSparse(
            booster.Handle, starts, Int32, columns, values, Float64, starts.Length, values.Length, columnCount,
            kind, firstIteration, iterationCount, LightGbmDataset.Quiet(parameters), out _, results));
        return results;
    }

    /// <summary>Bins compressed sparse rows; the arrays are as <see cref="Predict(LightGbmBooster, ReadOnlySpan{int}, ReadOnlySpan{int}, ReadOnlySpan{double}, int, PredictionKind, string, int, int)"/> takes them.</summary>
    public static LightGbmDataset Bin(
        ReadOnlySpan<int> starts, ReadOnlySpan<int> columns, ReadOnlySpan<double> values, int columnCount, string parameters = "")
    {
        LightGbmLibrary.Check(BinSparse(
            starts, Int32, columns, values, Float64, starts.Length, values.Length, columnCount,
            LightGbmDataset.Quiet(parameters), reference: 0, out nint dataset));
        return new(dataset);
    }

    [LibraryImport("lib_lightgbm", EntryPoint = "LGBM_DatasetCreateFromCSR", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int BinSparse(
        ReadOnlySpan<int> starts, int startType, ReadOnlySpan<int> columns, ReadOnlySpan<double> values, int valueType,
        long startCount, long valueCount, long columnCount, string parameters, nint reference, out nint dataset);

    [LibraryImport("lib_lightgbm", EntryPoint = "LGBM_BoosterPredictForCSR", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int PredictSparse(
        nint booster, ReadOnlySpan<int> starts, int startType, ReadOnlySpan<int> columns,
        ReadOnlySpan<double> values, int valueType, long startCount, long valueCount, long columnCount,
        PredictionKind kind, int firstIteration, int iterationCount, string parameters, out long count, Span<double> results);
}
