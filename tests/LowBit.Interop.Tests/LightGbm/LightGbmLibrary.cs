using System.Runtime.InteropServices;

namespace LowBit.Interop;

/// <summary>The C interface of LightGBM's native library, as far as we use it, and whether it can be loaded here.</summary>
static partial class LightGbmLibrary
{
    /// <summary>Version of the package that the native library comes from.</summary>
    public const string Version = "4.7.0";

    const string Name = "lib_lightgbm";

    /// <summary>Why the library cannot be loaded, in one line; null where it can.</summary>
    public static string? Absence { get; } = Probe();

    static string? Probe()
    {
        try
        {
            NativeLibrary.Load(Name, typeof(LightGbmLibrary).Assembly, null);
            return null;
        }
        catch (Exception e) when (e is DllNotFoundException or BadImageFormatException)
        {
            // the loader's words have a line for each path that it tried; the one about the dependency says why
            var cause = e.Message.Split('\n').FirstOrDefault(line => line.Contains("libgomp", StringComparison.Ordinal));
            return $"LightGBM {Version} needs x64 and libgomp1 (apt-get install libgomp1): {cause ?? "no build of it here"}";
        }
    }

    /// <summary>Turns the status of a call into an exception with LightGBM's own words.</summary>
    public static void Check(int status)
    {
        if (status != 0)
        {
            throw new LightGbmException(Marshal.PtrToStringUTF8(LastError()) ?? "unknown error");
        }
    }

    [LibraryImport(Name, EntryPoint = "LGBM_GetLastError")]
    private static partial nint LastError();

    // Data sets.

    [LibraryImport(Name, EntryPoint = "LGBM_DatasetCreateFromMat", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int DatasetFromRows(
        ReadOnlySpan<double> values, ElementType type, int rowCount, int columnCount, int rowMajor,
        string parameters, nint reference, out nint dataset);

    [LibraryImport(Name, EntryPoint = "LGBM_DatasetCreateFromMat", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int DatasetFromRows(
        ReadOnlySpan<float> values, ElementType type, int rowCount, int columnCount, int rowMajor,
        string parameters, nint reference, out nint dataset);

    [LibraryImport(Name, EntryPoint = "LGBM_DatasetCreateFromFile", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int DatasetFromFile(string path, string parameters, nint reference, out nint dataset);

    [LibraryImport(Name, EntryPoint = "LGBM_DatasetSetField", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int DatasetSetField(
        nint dataset, string field, ReadOnlySpan<byte> values, int elementCount, ElementType type);

    [LibraryImport(Name, EntryPoint = "LGBM_DatasetSetFeatureNames", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int DatasetSetFeatureNames(nint dataset, string[] names, int count);

    [LibraryImport(Name, EntryPoint = "LGBM_DatasetSaveBinary", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int DatasetSaveBinary(nint dataset, string path);

    [LibraryImport(Name, EntryPoint = "LGBM_DatasetDumpText", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int DatasetDumpText(nint dataset, string path);

    [LibraryImport(Name, EntryPoint = "LGBM_DatasetGetNumData")]
    public static partial int DatasetRowCount(nint dataset, out int count);

    [LibraryImport(Name, EntryPoint = "LGBM_DatasetGetNumFeature")]
    public static partial int DatasetColumnCount(nint dataset, out int count);

    [LibraryImport(Name, EntryPoint = "LGBM_DatasetGetFeatureNumBin")]
    public static partial int DatasetBinCount(nint dataset, int feature, out int count);

    [LibraryImport(Name, EntryPoint = "LGBM_DatasetFree")]
    public static partial int DatasetFree(nint dataset);

    // Boosters: training.

    [LibraryImport(Name, EntryPoint = "LGBM_BoosterCreate", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int BoosterCreate(nint dataset, string parameters, out nint booster);

    [LibraryImport(Name, EntryPoint = "LGBM_BoosterAddValidData")]
    public static partial int BoosterAddValidation(nint booster, nint dataset);

    [LibraryImport(Name, EntryPoint = "LGBM_BoosterUpdateOneIter")]
    public static partial int BoosterUpdate(nint booster, out int finished);

    [LibraryImport(Name, EntryPoint = "LGBM_BoosterUpdateOneIterCustom")]
    public static partial int BoosterUpdate(
        nint booster, ReadOnlySpan<float> gradients, ReadOnlySpan<float> hessians, out int finished);

    [LibraryImport(Name, EntryPoint = "LGBM_BoosterGetEvalCounts")]
    public static partial int BoosterMetricCount(nint booster, out int count);

    [LibraryImport(Name, EntryPoint = "LGBM_BoosterGetEval")]
    public static partial int BoosterEvaluate(nint booster, int data, out int count, Span<double> results);

    [LibraryImport(Name, EntryPoint = "LGBM_BoosterRefit")]
    public static partial int BoosterRefit(nint booster, ReadOnlySpan<int> leaves, int rowCount, int treeCount);

    [LibraryImport(Name, EntryPoint = "LGBM_BoosterMerge")]
    public static partial int BoosterMerge(nint booster, nint other);

    // Boosters: models.

    [LibraryImport(Name, EntryPoint = "LGBM_BoosterCreateFromModelfile", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int BoosterFromFile(string path, out int iterationCount, out nint booster);

    [LibraryImport(Name, EntryPoint = "LGBM_BoosterLoadModelFromString", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int BoosterFromText(string model, out int iterationCount, out nint booster);

    [LibraryImport(Name, EntryPoint = "LGBM_BoosterSaveModelToString")]
    public static partial int BoosterSave(
        nint booster, int firstIteration, int iterationCount, ImportanceKind importance,
        long capacity, out long length, Span<byte> text);

    [LibraryImport(Name, EntryPoint = "LGBM_BoosterDumpModel")]
    public static partial int BoosterDump(
        nint booster, int firstIteration, int iterationCount, ImportanceKind importance,
        long capacity, out long length, Span<byte> text);

    [LibraryImport(Name, EntryPoint = "LGBM_BoosterGetLoadedParam")]
    public static partial int BoosterLoadedParameters(nint booster, long capacity, out long length, Span<byte> text);

    [LibraryImport(Name, EntryPoint = "LGBM_BoosterFeatureImportance")]
    public static partial int BoosterImportance(
        nint booster, int iterationCount, ImportanceKind kind, Span<double> results);

    [LibraryImport(Name, EntryPoint = "LGBM_BoosterGetNumClasses")]
    public static partial int BoosterClassCount(nint booster, out int count);

    [LibraryImport(Name, EntryPoint = "LGBM_BoosterGetNumFeature")]
    public static partial int BoosterFeatureCount(nint booster, out int count);

    [LibraryImport(Name, EntryPoint = "LGBM_BoosterGetCurrentIteration")]
    public static partial int BoosterIterationCount(nint booster, out int count);

    [LibraryImport(Name, EntryPoint = "LGBM_BoosterNumberOfTotalModel")]
    public static partial int BoosterTreeCount(nint booster, out int count);

    [LibraryImport(Name, EntryPoint = "LGBM_BoosterFree")]
    public static partial int BoosterFree(nint booster);

    // Boosters: predictions.

    [LibraryImport(Name, EntryPoint = "LGBM_BoosterGetNumPredict")]
    public static partial int BoosterScoreCount(nint booster, int data, out long count);

    [LibraryImport(Name, EntryPoint = "LGBM_BoosterGetPredict")]
    public static partial int BoosterScores(nint booster, int data, out long count, Span<double> results);

    [LibraryImport(Name, EntryPoint = "LGBM_BoosterCalcNumPredict")]
    public static partial int BoosterPredictionCount(
        nint booster, int rowCount, PredictionKind kind, int firstIteration, int iterationCount, out long count);

    [LibraryImport(Name, EntryPoint = "LGBM_BoosterPredictForMat", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int BoosterPredict(
        nint booster, ReadOnlySpan<double> values, ElementType type, int rowCount, int columnCount, int rowMajor,
        PredictionKind kind, int firstIteration, int iterationCount, string parameters,
        out long count, Span<double> results);

    [LibraryImport(Name, EntryPoint = "LGBM_BoosterPredictForMatSingleRowFastInit",
        StringMarshalling = StringMarshalling.Utf8)]
    public static partial int RowPredictorCreate(
        nint booster, PredictionKind kind, int firstIteration, int iterationCount, ElementType type, int columnCount,
        string parameters, out nint predictor);

    [LibraryImport(Name, EntryPoint = "LGBM_BoosterPredictForMatSingleRowFast")]
    public static partial int RowPredictorPredict(
        nint predictor, ReadOnlySpan<double> row, out long count, Span<double> results);

    [LibraryImport(Name, EntryPoint = "LGBM_FastConfigFree")]
    public static partial int RowPredictorFree(nint predictor);
}

/// <summary>C_API_DTYPE_*.</summary>
enum ElementType
{
    Float32 = 0,
    Float64 = 1,
    Int32 = 2,
}

/// <summary>C_API_PREDICT_*.</summary>
enum PredictionKind
{
    /// <summary>Transformed: probability, rate, …</summary>
    Normal = 0,
    Raw = 1,
    Leaf = 2,

    /// <summary>SHAP values, (features + 1) a class; the last is the expected value.</summary>
    Contributions = 3,
}

/// <summary>C_API_FEATURE_IMPORTANCE_*.</summary>
enum ImportanceKind
{
    Split = 0,
    Gain = 1,
}

/// <summary>A call to LightGBM failed; the message is LightGBM's.</summary>
sealed class LightGbmException(string message) : Exception(message);
