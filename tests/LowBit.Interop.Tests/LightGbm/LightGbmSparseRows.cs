using System.Runtime.InteropServices;

namespace LowBit.Interop;

/// <summary>
/// Predicts rows through LightGBM's sparse interface. The dense one sets fields of at most 1e-35 to 0 before the trees
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
        LightGbmLibrary.Check(LightGbmLibrary.BoosterPredictionCount(
            booster.Handle, rowCount, kind, firstIteration, iterationCount, out long count));
        double[] results = new double[count];
        LightGbmLibrary.Check(PredictSparse(
            booster.Handle, starts, Int32, columns, rows, Float64, starts.Length, rows.Length, columnCount,
            kind, firstIteration, iterationCount, "num_threads=1 verbosity=-1", out _, results));
        return results;
    }

    [LibraryImport("lib_lightgbm", EntryPoint = "LGBM_BoosterPredictForCSR", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int PredictSparse(
        nint booster, ReadOnlySpan<int> starts, int startType, ReadOnlySpan<int> columns,
        ReadOnlySpan<double> values, int valueType, long startCount, long valueCount, long columnCount,
        PredictionKind kind, int firstIteration, int iterationCount, string parameters, out long count, Span<double> results);
}
