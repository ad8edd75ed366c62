using System.IO.Compression;
using LowBit.Boosting;
using LowBit.Tests;

namespace LowBit.Interop.Tests;

/// <summary>LightGBM's examples with their side files, read by both: the loss after some rounds is the same but for bits.</summary>
public sealed class DataFileTests : IDisposable
{
    const int Rounds = 40;

    readonly CommandFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    string Unpack(string example, string name)
    {
        using var packed = new GZipStream(
            File.OpenRead(Path.Combine(Repository.Root, "samples", "data", "lightgbm", example, name + ".gz")), CompressionMode.Decompress);
        using var plain = File.Create(_folder[name]);
        packed.CopyTo(plain);
        return _folder[name];
    }

    static string Packed(string example, string name) =>
        Path.Combine(Repository.Root, "samples", "data", "lightgbm", example, name + ".gz");

    [Theory]
    [InlineData("regression", "regression", ".init", "regression", "l2", 0.03)]
    [InlineData("binary_classification", "binary", ".weight", "binary", "binary_logloss", 0.03)]
    public void SideFilesGiveLightGbmsLoss(string example, string stem, string ending, string objective, string metric, double tolerance)
    {
        LightGbmPeer.SkipIfAbsent();
        string train = Unpack(example, stem + ".train"), test = Unpack(example, stem + ".test");
        Unpack(example, stem + ".train" + ending);
        Unpack(example, stem + ".test" + ending);
        using var theirTrain = LightGbmDataset.FromFile(train);
        using var theirTest = LightGbmDataset.FromFile(test, reference: theirTrain);
        using var booster = new LightGbmBooster(theirTrain, $"objective={objective} metric={metric} num_threads=1").WithValidation(theirTest);
        booster.Update(Rounds);
        double theirs = booster.Evaluate(1)[0];

        var ourTrain = Dataset.FromFile(Packed(example, stem + ".train"));
        var ourTest = Dataset.FromFile(Packed(example, stem + ".test"), new() { Reference = ourTrain });
        foreach (int bits in new[] { 4, 32 })
        {
            var last = new LastMetric();
            Booster.Train(ourTrain, new() { Objective = objective, Metrics = [metric], NumIterations = Rounds, GradientBits = bits }, [ourTest], last);
            Assert.InRange(last.Value / theirs, 1 - tolerance, 1 + tolerance);
        }
    }

    /// <summary>The index as written is the column for both, and absent is 0.</summary>
    [Fact]
    public void LibSvmFilesHaveLightGbmsColumnsAndLoss()
    {
        LightGbmPeer.SkipIfAbsent();
        var random = new Random(5);
        string data = _folder.Write("t.svm", Enumerable.Range(0, 3_000).Select(row =>
        {
            int[] columns = [.. Enumerable.Range(0, 30).Where(column => random.Next(4) == 0 || column == 29 && row < 3)];
            double signal = columns.Sum(column => column % 5 - 1.5);
            return FormattableString.Invariant($"{signal + random.NextDouble():R} {string.Join(' ', columns.Select(column => $"{column}:{1 + random.Next(3)}"))}");
        }));
        using var theirData = LightGbmDataset.FromFile(data);
        using var booster = new LightGbmBooster(theirData, "objective=regression metric=l2 num_threads=1");
        booster.Update(Rounds);
        var ours = Dataset.FromFile(data);
        Assert.Equal(theirData.ColumnCount, ours.FeatureCount);
        var last = new LastMetric();
        Booster.Train(ours, new() { NumIterations = Rounds, GradientBits = 32, IsProvideTrainingMetric = true }, null, last);
        Assert.InRange(last.Value / booster.Evaluate(0)[0], 0.97, 1.03);
    }

    sealed class LastMetric : ITrainingObserver
    {
        public double Value { get; private set; }

        public void RoundEnded(TrainingProgress progress) => Value = progress.Metrics[0].Value;
    }
}
