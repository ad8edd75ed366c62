using System.Text;

namespace LowBit.Interop;

/// <summary>A model of LightGBM's, being trained or loaded.</summary>
sealed class LightGbmBooster : IDisposable
{
    readonly List<LightGbmDataset> _data = [];

    LightGbmBooster(nint handle) => Handle = handle;

    /// <summary>Starts a model.</summary>
    /// <param name="data">Training rows with labels; must live as long as the booster trains.</param>
    /// <param name="parameters">LightGBM's, as "key=value key=value".</param>
    public LightGbmBooster(LightGbmDataset data, string parameters)
    {
        LightGbmLibrary.Check(LightGbmLibrary.BoosterCreate(data.Handle, LightGbmDataset.Quiet(parameters), out var handle));
        Handle = handle;
        _data.Add(data);
    }

    internal nint Handle { get; private set; }

    /// <summary>Reads a model from its text.</summary>
    public static LightGbmBooster Parse(string model)
    {
        LightGbmLibrary.Check(LightGbmLibrary.BoosterFromText(model, out _, out var handle));
        return new(handle);
    }

    /// <summary>Reads a model file.</summary>
    public static LightGbmBooster Load(string path)
    {
        LightGbmLibrary.Check(LightGbmLibrary.BoosterFromFile(path, out _, out var handle));
        return new(handle);
    }

    /// <summary>Raw scores, and trees an iteration.</summary>
    public int ClassCount => Count(LightGbmLibrary.BoosterClassCount);

    public int FeatureCount => Count(LightGbmLibrary.BoosterFeatureCount);

    public int IterationCount => Count(LightGbmLibrary.BoosterIterationCount);

    public int TreeCount => Count(LightGbmLibrary.BoosterTreeCount);

    /// <summary>The parameters that a loaded model was trained with, as JSON.</summary>
    public string LoadedParameters =>
        Text((long capacity, out long length, Span<byte> text) =>
            LightGbmLibrary.BoosterLoadedParameters(Handle, capacity, out length, text));

    /// <summary>Evaluation number 1, 2, … in the order of the calls; the training set is 0.</summary>
    public LightGbmBooster WithValidation(LightGbmDataset data)
    {
        LightGbmLibrary.Check(LightGbmLibrary.BoosterAddValidation(Handle, data.Handle));
        _data.Add(data);
        return this;
    }

    /// <summary>One iteration; true when no split was possible.</summary>
    public bool Update()
    {
        LightGbmLibrary.Check(LightGbmLibrary.BoosterUpdate(Handle, out var finished));
        return finished != 0;
    }

    /// <summary>One iteration with gradients of a loss of one's own (objective=none); true when no split was possible.</summary>
    /// <param name="gradients">[classes × rows], class by class.</param>
    /// <param name="hessians">[classes × rows], class by class.</param>
    public bool Update(ReadOnlySpan<float> gradients, ReadOnlySpan<float> hessians)
    {
        var expected = _data[0].RowCount * ClassCount;
        ArgumentOutOfRangeException.ThrowIfNotEqual(gradients.Length, expected);
        ArgumentOutOfRangeException.ThrowIfNotEqual(hessians.Length, expected);
        LightGbmLibrary.Check(LightGbmLibrary.BoosterUpdate(Handle, gradients, hessians, out var finished));
        return finished != 0;
    }

    /// <summary>This many iterations, or fewer where no split is possible any more.</summary>
    public LightGbmBooster Update(int iterations)
    {
        for (var i = 0; i < iterations && !Update(); i++)
        {
        }
        return this;
    }

    /// <summary>The values of the metrics, in the order of the parameter metric; data 0 is the training set.</summary>
    public double[] Evaluate(int data)
    {
        var results = new double[Count(LightGbmLibrary.BoosterMetricCount)];
        LightGbmLibrary.Check(LightGbmLibrary.BoosterEvaluate(Handle, data, out _, results));
        return results;
    }

    /// <summary>Transformed scores that training holds for a data set: [classes × rows], class by class.</summary>
    public double[] TrainingPredictions(int data)
    {
        LightGbmLibrary.Check(LightGbmLibrary.BoosterScoreCount(Handle, data, out var count));
        var results = new double[count];
        LightGbmLibrary.Check(LightGbmLibrary.BoosterScores(Handle, data, out _, results));
        return results;
    }

    /// <summary>Predicts rows.</summary>
    /// <param name="rows">[rowCount × columnCount], row-major.</param>
    /// <param name="rowCount">Number of rows.</param>
    /// <param name="columnCount">Number of columns.</param>
    /// <param name="kind">What to predict.</param>
    /// <param name="firstIteration">First iteration used.</param>
    /// <param name="iterationCount">Iterations used; −1: all, or up to the best.</param>
    /// <param name="parameters">num_threads=…, pred_early_stop=…</param>
    /// <returns>[rowCount × outputs], row-major; leaf: a column a tree; contributions: (features + 1) · classes.</returns>
    public double[] Predict(
        ReadOnlySpan<double> rows, int rowCount, int columnCount, PredictionKind kind = PredictionKind.Normal,
        int firstIteration = 0, int iterationCount = -1, string parameters = "")
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(rows.Length, (long)rowCount * columnCount);
        LightGbmLibrary.Check(LightGbmLibrary.BoosterPredictionCount(
            Handle, rowCount, kind, firstIteration, iterationCount, out var count));
        var results = new double[count];
        LightGbmLibrary.Check(LightGbmLibrary.BoosterPredict(
            Handle, rows, ElementType.Float64, rowCount, columnCount, rowMajor: 1,
            kind, firstIteration, iterationCount, LightGbmDataset.Quiet(parameters), out _, results));
        return results;
    }

    /// <summary>The model file's text.</summary>
    public string Save(int firstIteration = 0, int iterationCount = -1, ImportanceKind importance = ImportanceKind.Split) =>
        Text((long capacity, out long length, Span<byte> text) => LightGbmLibrary.BoosterSave(
            Handle, firstIteration, iterationCount, importance, capacity, out length, text));

    /// <summary>The model as JSON.</summary>
    public string Dump(int firstIteration = 0, int iterationCount = -1, ImportanceKind importance = ImportanceKind.Split) =>
        Text((long capacity, out long length, Span<byte> text) => LightGbmLibrary.BoosterDump(
            Handle, firstIteration, iterationCount, importance, capacity, out length, text));

    /// <summary>[features]; iterationCount ≤ 0: all.</summary>
    public double[] FeatureImportance(ImportanceKind kind, int iterationCount = 0)
    {
        var results = new double[FeatureCount];
        LightGbmLibrary.Check(LightGbmLibrary.BoosterImportance(Handle, iterationCount, kind, results));
        return results;
    }

    /// <summary>Puts the trees of another model in front of this model's own: how training is continued.</summary>
    /// <summary>Fits the leaf values to the data that the booster was made with.</summary>
    /// <param name="leaves">[rows × trees] leaf of each row, row-major.</param>
    public void Refit(ReadOnlySpan<int> leaves) =>
        LightGbmLibrary.Check(LightGbmLibrary.BoosterRefit(Handle, leaves, leaves.Length / TreeCount, TreeCount));

    public void Merge(LightGbmBooster other) => LightGbmLibrary.Check(LightGbmLibrary.BoosterMerge(Handle, other.Handle));

    public void Dispose()
    {
        if (Handle != 0)
        {
            LightGbmLibrary.Check(LightGbmLibrary.BoosterFree(Handle));
        }
        Handle = 0;
    }

    int Count(Counter counter)
    {
        LightGbmLibrary.Check(counter(Handle, out var count));
        return count;
    }

    static string Text(TextWriter writer)
    {
        var buffer = new byte[1 << 16];
        LightGbmLibrary.Check(writer(buffer.Length, out var length, buffer));
        if (length > buffer.Length)
        {
            LightGbmLibrary.Check(writer(length, out length, buffer = new byte[length]));
        }
        return Encoding.UTF8.GetString(buffer, 0, (int)length - 1); // without the closing NUL
    }

    delegate int Counter(nint handle, out int count);

    delegate int TextWriter(long capacity, out long length, Span<byte> text);
}
