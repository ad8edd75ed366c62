using System.Diagnostics;
using System.Globalization;
using LowBit.Boosting;
using LowBit.Numerics;

namespace LowBit.Bench;

/// <summary>LowBit through its public interface.</summary>
/// <param name="bits">Bits of a gradient.</param>
/// <param name="rounding">How gradients are rounded to levels.</param>
/// <param name="scale">What the largest level stands for.</param>
/// <param name="refitLeaves">Leaf values again from fixed-point gradients.</param>
sealed class LowBitPeer(int bits, RoundingMode rounding, GradientScale scale, bool refitLeaves) : IPeer
{
    /// <summary>Dense rows made of sparse ones at a time, to be predicted.</summary>
    const int Block = 256;

    Dataset? _data;
    BoostedTrees? _trees;

    public void Bin(Rows rows, PeerSettings settings) => _data = Binned(rows, DataOptions(settings));

    public void Load(string path, PeerSettings settings) => _data = Dataset.FromFile(path, DataOptions(settings));

    public double Train(PeerSettings settings, TrainingProfile? profile = null)
    {
        var clock = new RoundClock(profile);
        _trees = Booster.Train(_data!, Options(settings), observer: clock);
        return clock.Seconds;
    }

    public void LoadModel(string path) => _trees = BoostedTrees.Load(path);

    public double[] PredictRaw(Rows rows, PeerSettings settings)
    {
        var (outputs, options) = (_trees!.OutputCount, new PredictionOptions(ThreadCount: settings.Threads));
        var scores = new double[rows.Count * outputs];
        if (rows.Sparse is null)
        {
            _trees.PredictRaw(rows.Values, rows.Count, scores, options);
            return scores;
        }
        for (int first = 0, last; first < rows.Count; first = last)
        {
            last = Math.Min(first + Block, rows.Count);
            var dense = rows.Sparse.Dense(first, last, rows.ColumnCount);
            _trees.PredictRaw(dense, last - first, scores.AsSpan(first * outputs, (last - first) * outputs), options);
        }
        return scores;
    }

    public Func<double[], double> RowPredictor(int columnCount)
    {
        var (trees, scores) = (_trees!, new double[_trees!.OutputCount]);
        return row =>
        {
            trees.PredictRaw(row, scores);
            return scores[0];
        };
    }

    public Func<int, double> BinnedRowPredictor(Rows training, Rows rows, PeerSettings settings)
    {
        Bin(training, settings);
        Train(settings);
        var data = Binned(rows, DataOptions(settings) with { Reference = _data });
        var (trees, scores) = (_trees!, new double[_trees!.OutputCount]);
        return row =>
        {
            trees.PredictRaw(data, row, scores);
            return scores[0];
        };
    }

    public void Dispose()
    {
    }

    static Dataset Binned(Rows rows, DatasetOptions options)
    {
        options = options with
        {
            Weights = rows.Weights,
            Categorical = [.. rows.Categorical.Select(column => column.ToString(CultureInfo.InvariantCulture))],
        };
        return rows switch
        {
            { Sparse: { } sparse } => Dataset.FromCsr(
                sparse.Starts, sparse.Columns, sparse.Values, rows.Count, rows.ColumnCount, rows.Labels, options),
            { Singles: { } singles } => Dataset.FromArrays(singles, rows.Count, rows.ColumnCount, rows.Labels, options),
            _ => Dataset.FromArrays(rows.Values, rows.Count, rows.ColumnCount, rows.Labels, options),
        };
    }

    static DatasetOptions DataOptions(PeerSettings settings) => new() { MaxBin = settings.MaxBin, NumThreads = settings.Threads };

    BoosterOptions Options(PeerSettings settings) => new()
    {
        Objective = settings.Objective,
        NumClass = settings.IsMulticlass ? settings.ClassCount : 0,
        Metrics = ["none"],
        NumIterations = settings.Iterations,
        NumLeaves = settings.Leaves,
        LearningRate = settings.LearningRate,
        MinDataInLeaf = settings.MinDataInLeaf,
        Seed = settings.Seed,
        NumThreads = settings.Threads,
        GradientBits = bits,
        GradientScale = scale,
        Rounding = rounding,
        RefitLeaves = refitLeaves,
    };

    sealed class RoundClock(TrainingProfile? profile) : ITrainingObserver
    {
        readonly Stopwatch _watch = new();

        public TrainingProfile? Profile => profile;

        public double Seconds { get; private set; }

        public void TrainingStarted(TrainingStart start) => _watch.Start();

        public void RoundEnded(TrainingProgress progress) => Seconds = _watch.Elapsed.TotalSeconds;
    }
}
