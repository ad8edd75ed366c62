using LowBit.Boosting;
using LowBit.Collectives;
using LowBit.Numerics;

namespace LowBit.Tests;

/// <summary>Training over bundles, sparse columns, bytes and words together: the same bytes, and scores that are predictions.</summary>
public class StoredFeatureTests
{
    const int Rows = 2_400, Columns = 32;

    /// <summary>
    /// Columns 0 … 5 exclude each other and fill half of the rows; 6 … 11 are nearly empty; 12 … 14 are dense; 15 is missing now and
    /// then; 16 holds categories that are mostly 0; 17 has many values;
    /// 18 … 31 are nearly empty, and filled in the same rows.
    /// </summary>
    static readonly double[] Values = MakeValues();

    static readonly double[] Labels = [.. Values.Chunk(Columns).Select(row =>
        row[1] - row[4] + 2 * row[7] + Math.Sin(row[12]) + (double.IsNaN(row[15]) ? 1 : row[15]) + (row[16] == 3 ? 2 : 0) + row[17] / 900)];

    static readonly BoosterOptions Options = new() { NumIterations = 6, NumLeaves = 14, MinDataInLeaf = 4, MinDataPerGroup = 5, CatSmooth = 1 };

    static double[] MakeValues()
    {
        var random = new RandomStream(11, 1, 0);
        var values = new double[Rows * Columns];
        for (int row = 0; row < Rows; row++)
        {
            int Word(int column, int below) => (int)(random.Word((ulong)(row * Columns + column)) % (uint)below);
            var at = values.AsSpan(row * Columns, Columns);
            int hot = Word(0, 12);
            if (hot < 6)
            {
                at[hot] = 1 + Word(1, 4);
            }
            for (int column = 6; column < 12; column++)
            {
                at[column] = Word(column, 60) == 0 ? Word(column, 5) - 2 : 0;
            }
            (at[12], at[13], at[14]) = (Word(12, 100) / 10.0, Word(13, 50), -Word(14, 9));
            at[15] = Word(15, 7) == 0 ? double.NaN : Word(15, 30) / 10.0;
            at[16] = Word(16, 6) == 0 ? 1 + Word(16, 5) : 0;
            at[17] = Word(17, 2_000);
            for (int column = 18; column < Columns; column++)
            {
                at[column] = Word(18, 50) == 0 ? Word(column + 1, 100) : 0;
            }
        }
        return values;
    }

    static Dataset Data(ICollective ranks, int threads)
    {
        int begin = Rows * ranks.Rank / ranks.Size, end = Rows * (ranks.Rank + 1) / ranks.Size;
        return Dataset.FromArrays(
            Values.AsMemory(begin * Columns, (end - begin) * Columns), end - begin, Columns, Labels[begin..end],
            new() { MaxBin = 700, MinDataInBin = 1, Categorical = ["16"], Collective = ranks, NumThreads = threads });
    }

    static string Train(int bits, int threads, EnginePath path, ICollective ranks) => Booster.Train(
        Data(ranks, threads), Options with { GradientBits = bits, NumThreads = threads, BaggingFraction = 0.8, BaggingFreq = 1 },
        [], null, path, CancellationToken.None).ToText();

    [Fact]
    public void EveryWayOfStoringIsThere()
    {
        var bins = Data(SingleProcess.Instance, 1).Bins;
        Assert.Contains(bins.FeaturesOf, features => features.Length > 1);
        Assert.Contains(bins.Stored.Sparse, column => column.Count > 0);
        Assert.NotEmpty(bins.WordTiles);
        Assert.Contains(bins.Places, place => bins.IsByte(place.Column) && !place.OmitsDefault);
    }

    [Theory]
    [InlineData(2), InlineData(4), InlineData(32)]
    public void ThreadsPathsAndRanksChangeNoByte(int bits)
    {
        string expected = Train(bits, 1, new(KernelPath.Scalar), SingleProcess.Instance);
        var paths = Enum.GetValues<KernelPath>().Where(Isa.Supports).Select(path => new EnginePath(path)).Append(new(Isa.Best, WideHistograms: true));
        foreach (int threads in (int[])[1, 2, 3, 8])
        {
            Assert.All(paths, path => Assert.Equal(expected, Train(bits, threads, path, SingleProcess.Instance)));
        }
        foreach (int size in (int[])[2, 4])
        {
            Assert.All(VirtualRanks.Run(size, ranks => Train(bits, 2, EnginePath.Best, ranks)), model => Assert.Equal(expected, model));
        }
    }

    [Theory]
    [InlineData(2, 1.0), InlineData(4, 1.0), InlineData(4, 0.6), InlineData(32, 0.6)]
    public void ScoresOfTrainingAndValidationEqualRawPredictions(int bits, double bag)
    {
        var train = Data(SingleProcess.Instance, 2);
        double[] held = [.. Values.Chunk(Columns).Where((_, row) => row % 3 == 0).SelectMany(row => row)];
        int heldRows = held.Length / Columns;
        var valid = Dataset.FromArrays(held, heldRows, Columns, new double[heldRows], new() { Reference = train });
        var options = Options with { GradientBits = bits, BaggingFraction = bag, BaggingFreq = 1 };
        using var run = TrainingRun.Start(train, options, [valid], EnginePath.Best);
        for (int round = 0; round < 5; round++)
        {
            run.Round(round);
        }
        var model = BoostedTrees.Parse(run.ToModel(null).ToText());
        AssertSame(model, Values, run.Scores[0]);
        AssertSame(model, held, run.Sets.ScoresOf(0));
    }

    static void AssertSame(BoostedTrees model, double[] values, double[] scores)
    {
        var predicted = new double[scores.Length];
        model.PredictRaw(values, scores.Length, predicted);
        Assert.Equal(predicted.Select(BitConverter.DoubleToInt64Bits), scores.Select(BitConverter.DoubleToInt64Bits));
    }
}
