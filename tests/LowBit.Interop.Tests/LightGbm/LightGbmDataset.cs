using System.Runtime.InteropServices;

namespace LowBit.Interop;

/// <summary>A binned data set of LightGBM's. Binned when it is made.</summary>
sealed class LightGbmDataset : IDisposable
{
    internal LightGbmDataset(nint handle) => Handle = handle;

    internal nint Handle { get; private set; }

    /// <summary>Bins a matrix.</summary>
    /// <param name="values">[rowCount × columnCount], row-major; NaN is missing.</param>
    /// <param name="rowCount">Number of rows.</param>
    /// <param name="columnCount">Number of features.</param>
    /// <param name="parameters">LightGBM's, as "key=value key=value" (max_bin, categorical_feature=0,3, …).</param>
    /// <param name="reference">For validation: take this set's bins.</param>
    public static LightGbmDataset FromRows(
        ReadOnlySpan<double> values, int rowCount, int columnCount,
        string parameters = "", LightGbmDataset? reference = null)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(values.Length, (long)rowCount * columnCount);
        LightGbmLibrary.Check(LightGbmLibrary.DatasetFromRows(
            values, ElementType.Float64, rowCount, columnCount, rowMajor: 1,
            Quiet(parameters), reference?.Handle ?? 0, out var handle));
        return new(handle);
    }

    /// <summary>Bins a matrix of float32.</summary>
    /// <param name="values">[rowCount × columnCount], row-major; NaN is missing.</param>
    /// <param name="rowCount">Number of rows.</param>
    /// <param name="columnCount">Number of features.</param>
    /// <param name="parameters">LightGBM's, as "key=value key=value".</param>
    public static LightGbmDataset FromRows(ReadOnlySpan<float> values, int rowCount, int columnCount, string parameters)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(values.Length, (long)rowCount * columnCount);
        LightGbmLibrary.Check(LightGbmLibrary.DatasetFromRows(
            values, ElementType.Float32, rowCount, columnCount, rowMajor: 1, Quiet(parameters), reference: 0, out var handle));
        return new(handle);
    }

    /// <summary>Reads and bins a text file (label in the first column unless the parameters say otherwise) or a binary cache.</summary>
    public static LightGbmDataset FromFile(string path, string parameters = "", LightGbmDataset? reference = null)
    {
        LightGbmLibrary.Check(LightGbmLibrary.DatasetFromFile(
            path, Quiet(parameters), reference?.Handle ?? 0, out var handle));
        return new(handle);
    }

    /// <summary>Parameters with LightGBM's log off, unless they set it themselves: the first value of a key wins.</summary>
    internal static string Quiet(string parameters) => $"{parameters} verbosity=-1";

    public int RowCount => Count(LightGbmLibrary.DatasetRowCount);

    public int ColumnCount => Count(LightGbmLibrary.DatasetColumnCount);

    public int BinCount(int feature)
    {
        LightGbmLibrary.Check(LightGbmLibrary.DatasetBinCount(Handle, feature, out var count));
        return count;
    }

    /// <summary>Labels; LightGBM keeps them as float32.</summary>
    public LightGbmDataset WithLabels(ReadOnlySpan<double> labels) => WithFloats("label", labels);

    /// <summary>Row weights; LightGBM keeps them as float32.</summary>
    public LightGbmDataset WithWeights(ReadOnlySpan<double> weights) => WithFloats("weight", weights);

    /// <summary>Raw scores that training starts from: [classes × rows], class by class.</summary>
    public LightGbmDataset WithInitialScores(ReadOnlySpan<double> scores) =>
        WithField("init_score", scores, ElementType.Float64);

    /// <summary>Rows of each query, in order.</summary>
    public LightGbmDataset WithGroups(ReadOnlySpan<int> sizes) => WithField("group", sizes, ElementType.Int32);

    /// <summary>One name a feature.</summary>
    public LightGbmDataset WithFeatureNames(params string[] names)
    {
        LightGbmLibrary.Check(LightGbmLibrary.DatasetSetFeatureNames(Handle, names, names.Length));
        return this;
    }

    public void SaveBinary(string path) => LightGbmLibrary.Check(LightGbmLibrary.DatasetSaveBinary(Handle, path));

    /// <summary>Writes header and bins as text.</summary>
    public void DumpText(string path) => LightGbmLibrary.Check(LightGbmLibrary.DatasetDumpText(Handle, path));

    public void Dispose()
    {
        if (Handle != 0)
        {
            LightGbmLibrary.Check(LightGbmLibrary.DatasetFree(Handle));
        }
        Handle = 0;
    }

    LightGbmDataset WithFloats(string field, ReadOnlySpan<double> values)
    {
        var narrow = new float[values.Length];
        for (var i = 0; i < narrow.Length; i++)
        {
            narrow[i] = (float)values[i];
        }
        return WithField<float>(field, narrow, ElementType.Float32);
    }

    LightGbmDataset WithField<T>(string field, ReadOnlySpan<T> values, ElementType type) where T : unmanaged
    {
        LightGbmLibrary.Check(LightGbmLibrary.DatasetSetField(
            Handle, field, MemoryMarshal.AsBytes(values), values.Length, type));
        return this;
    }

    int Count(Counter counter)
    {
        LightGbmLibrary.Check(counter(Handle, out var count));
        return count;
    }

    delegate int Counter(nint handle, out int count);
}
