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
    Dataset? _data;
    BoostedTrees? _trees;

    public void Bin(Rows rows, PeerSettings settings) => _data = Dataset.FromArrays(
        rows.Values, rows.Count, rows.ColumnCount, rows.Labels, DataOptions(settings) with
        {
            Weights = rows.Weights,
            Categorical = [.. rows.Categorical.Select(column => column.ToString(CultureInfo.InvariantCulture))],
        });

    public void Load(string path, PeerSettings settings) => _data = Dataset.FromFile(path, DataOptions(settings));

    public double Train(PeerSettings settings)
    {
        var clock = new RoundClock();
        _trees = Booster.Train(_data!, Options(settings), observer: clock);
        return clock.Seconds;
    }

    public void LoadModel(string path) => _trees = BoostedTrees.Load(path);

    public double[] PredictRaw(double[] values, int rowCount, PeerSettings settings)
    {
        var scores = new double[rowCount * _trees!.OutputCount];
        _trees.PredictRaw(values, rowCount, scores, new(ThreadCount: settings.Threads));
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

    public void Dispose()
    {
    }

    static DatasetOptions DataOptions(PeerSettings settings) => new() { MaxBin = settings.MaxBin, NumThreads = settings.Threads };

    BoosterOptions Options(PeerSettings settings) => new()
    {
        Objective = settings.Objective,
        NumClass = settings.Objective == "multiclass" ? settings.ClassCount : 0,
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

    sealed class RoundClock : ITrainingObserver
    {
        readonly Stopwatch _watch = new();

        public double Seconds { get; private set; }

        public void TrainingStarted(TrainingStart start) => _watch.Start();

        public void RoundEnded(TrainingProgress progress) => Seconds = _watch.Elapsed.TotalSeconds;
    }
}
