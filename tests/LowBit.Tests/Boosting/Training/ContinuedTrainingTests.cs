using LowBit.Boosting;
using LowBit.Numerics;

namespace LowBit.Tests;

/// <summary>A model that is saved and trained on from is the model of one longer run; scores go on where they stood.</summary>
public class ContinuedTrainingTests
{
    static readonly SmallTable Table = new(900), Validation = new(400, seed: 2);

    static readonly BoosterOptions Small = new() { NumLeaves = 9, MinDataInLeaf = 8, Seed = 7 };

    public static TheoryData<string> Objectives => [.. KeystoneTests.ObjectiveNames];

    [Theory]
    [MemberData(nameof(Objectives))]
    public void RoundsInTwoRunsGiveTheTreesOfOneRun(string objective)
    {
        foreach (var (name, set, data, weighted) in KeystoneTests.GroupsFor(objective))
        {
            var options = set(Small with { Objective = objective, NumClass = LowBit.Boosting.Objectives.IsMulticlass(objective) ? 3 : 0 });
            var whole = Train(options with { NumIterations = 7 }, data, weighted, threads: 1);
            var half = Train(options with { NumIterations = 4 }, data, weighted, threads: 2);
            var continued = Train(
                options with { NumIterations = 3 }, data with { InputModel = BoostedTrees.Parse(half.ToText()) }, weighted, threads: 3);
            Assert.True(Trees(whole) == Trees(continued), name);
            Assert.Equal(
                whole.ToText().Replace("[num_iterations: 7]", "[num_iterations: 3]", StringComparison.Ordinal), continued.ToText());
        }
    }

    [Theory]
    [MemberData(nameof(Objectives))]
    public void ScoresEqualRawPredictionsOfTheWholeModel(string objective)
    {
        var options = Small with { Objective = objective, NumIterations = 3, BaggingFraction = 0.7, BaggingFreq = 1 };
        var input = BoostedTrees.Parse(Train(options, new(), false, 1).ToText());
        // other rows: edges, categories and labels differ from those of the input model
        var training = Validation.ToDataset(objective, new() { InputModel = input });
        var validation = Table.ToDataset(objective, new() { Reference = training });
        using var run = TrainingRun.Start(training, options, [validation], EnginePath.Best);
        for (int round = 0; round < 3; round++)
        {
            Assert.True(run.Round(round));
        }
        var model = BoostedTrees.Parse(run.ToModel(null).ToText());
        Assert.Equal(6, model.IterationCount);
        AssertScores(model, Validation, run.Scores);
        AssertScores(model, Table, [.. Enumerable.Range(0, run.OutputCount).Select(output => run.Sets.ScoresOf(0, output))]);
    }

    [Fact]
    public void EarlyStoppingKeepsTheInputModelAndTheBestRoundsOfTheRun()
    {
        var options = Small with { Objective = "binary", NumIterations = 5, LearningRate = 0.9, EarlyStoppingRound = 2, MinDataInLeaf = 1, NumLeaves = 63 };
        var input = Train(options with { EarlyStoppingRound = 0 }, new(), false, 1);
        var training = Table.ToDataset("binary", new() { InputModel = input });
        var rounds = new List<TrainingProgress>();
        var model = Booster.Train(
            training, options with { NumIterations = 50 }, [Validation.ToDataset("binary", new() { Reference = training })], new Rounds(rounds),
            TestContext.Current.CancellationToken);
        Assert.Equal(5 + rounds[^1].BestRound, model.IterationCount);
        Assert.Equal(Trees(input), Trees(model).Split("Tree=5\n")[0]);
    }

    [Fact]
    public void ThreadsAndRanksChangeNoByte()
    {
        var options = Small with { Objective = "multiclass", NumIterations = 3, BaggingFraction = 0.6, BaggingFreq = 2 };
        var input = Train(options, new(), false, 1);
        string expected = Train(options, new() { InputModel = input }, true, 1).ToText();
        Assert.Equal(expected, Train(options, new() { InputModel = input }, true, 8).ToText());
        Assert.All(
            VirtualRanks.Run(3, ranks => Booster.Train(
                Table.ToDataset("multiclass", new() { InputModel = input }, ranks, weighted: true), options, [], null,
                new EnginePath(KernelPath.Scalar), CancellationToken.None).ToText()),
            text => Assert.Equal(expected, text));
    }

    [Fact]
    public void NoMoreRoundsLeaveTheTreesAsTheyAre()
    {
        var input = Train(Small with { NumIterations = 3 }, new(), false, 1);
        Assert.Equal(Trees(input), Trees(Train(Small with { NumIterations = 0 }, new() { InputModel = input }, false, 1)));
    }

    [Fact]
    public void SparseRowsGoOnAsDenseOnesDo()
    {
        const int Rows = 300, Columns = 6;
        var values = new double[Rows * Columns];
        var labels = new double[Rows];
        var (starts, columns, entries) = (new List<int> { 0 }, new List<int>(), new List<double>());
        for (int row = 0; row < Rows; row++)
        {
            for (int column = 0; column < Columns; column++)
            {
                double value = (row * 7 + column * 13) % 5 == 0 ? (row * 31 + column) % 17 - 8 : 0;
                values[row * Columns + column] = value;
                labels[row] += value * (column + 1);
                if (value != 0)
                {
                    columns.Add(column);
                    entries.Add(value);
                }
            }
            starts.Add(columns.Count);
        }
        var options = Small with { NumIterations = 3 };
        var token = TestContext.Current.CancellationToken;
        var input = Booster.Train(Dense(new()), options, cancellation: token);
        var (dense, sparse) = (Dense(new() { InputModel = input }), Sparse(new() { InputModel = input }));
        var rounds = new List<TrainingProgress>();
        string expected = Booster.Train(dense, options, [Dense(new() { Reference = dense })], new Rounds(rounds), token).ToText();
        var others = new List<TrainingProgress>();
        Assert.Equal(expected, Booster.Train(sparse, options, [Sparse(new() { Reference = sparse })], new Rounds(others), token).ToText());
        Assert.Equal(rounds.Select(round => round.Metrics[0].Value), others.Select(round => round.Metrics[0].Value));

        Dataset Dense(DatasetOptions data) => Dataset.FromArrays(values, Rows, Columns, labels, data);

        Dataset Sparse(DatasetOptions data) => Dataset.FromCsr(
            starts.ToArray(), columns.ToArray(), entries.ToArray(), Rows, Columns, labels, data);
    }

    [Fact]
    public void SavedBinsAndAnInputModelDoNotGoTogether()
    {
        using var folder = new CommandFolder();
        var input = Train(Small with { NumIterations = 1 }, new(), false, 1);
        Table.ToDataset("regression", new()).Save(folder["t.bin"]);
        Assert.Equal(
            $"{folder["t.bin"]} holds bins, and the scores of an input model come from the values; give the file that it was made from.",
            Assert.Throws<BadOptionException>(() => Dataset.FromFile(folder["t.bin"], new() { InputModel = input })).Message);
        Assert.StartsWith($"{folder["u.bin"]} cannot be written: the set holds scores of an input model", Assert.Throws<BadOptionException>(
            () => Table.ToDataset("regression", new() { InputModel = input }).Save(folder["u.bin"])).Message, StringComparison.Ordinal);
        Assert.Equal(["t.bin"], folder.Files);
    }

    [Fact]
    public void InitialScoresWithAnInputModelAreRefused()
    {
        var input = Train(Small with { NumIterations = 1 }, new(), false, 1);
        Assert.StartsWith("there are an input model and initial scores;", Assert.Throws<BadOptionException>(() => Train(
            Small, new() { InputModel = input, InitScores = new double[Table.RowCount] }, false, 1)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AnotherLossIsRefused()
    {
        var input = Train(Small with { Objective = "binary", NumIterations = 1 }, new(), false, 1, "binary");
        Assert.Equal(
            "the objective is 'regression' with 1 output, the input model's is 'binary sigmoid:1' with 1 output; give the objective of the model.",
            Assert.Throws<BadOptionException>(() => Train(Small, new() { InputModel = input }, false, 1, "binary")).Message);
        Assert.Contains("'binary sigmoid:2' with", Assert.Throws<BadOptionException>(
            () => Train(Small with { Objective = "binary", Sigmoid = 2 }, new() { InputModel = input }, false, 1, "binary")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AnotherNumberOfClassesIsRefused()
    {
        var options = Small with { Objective = "multiclass", NumIterations = 1 };
        var input = Train(options, new(), false, 1);
        Assert.Contains("'multiclass num_class:4' with 4 outputs", Assert.Throws<BadOptionException>(
            () => Train(options with { NumClass = 4 }, new() { InputModel = input }, false, 1)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ClassesThatTheNewRowsLackAreTakenFromTheModel()
    {
        var options = Small with { Objective = "multiclass", NumIterations = 1 };
        var input = Train(options, new(), false, 1);
        var data = Dataset.FromArrays(
            Table.Values, Table.RowCount, SmallTable.ColumnCount, Array.ConvertAll(Table.LabelsFor("multiclass"), label => Math.Min(label, 1)),
            new() { InputModel = input, Categorical = SmallTable.Categorical });
        Assert.Equal(3, Booster.Train(data, options, cancellation: TestContext.Current.CancellationToken).OutputCount);
    }

    [Fact]
    public void ForestGrowsOnAsAForest()
    {
        var options = Small with { Objective = "binary", Boosting = BoostingMode.RandomForest, BaggingFraction = 0.6, BaggingFreq = 1 };
        var whole = Train(options with { NumIterations = 7 }, new(), false, 1);
        var input = BoostedTrees.Parse(Train(options with { NumIterations = 4 }, new(), false, 1).ToText());
        var rounds = new List<TrainingProgress>();
        var model = Booster.Train(
            Table.ToDataset("binary", new() { InputModel = input }), options with { NumIterations = 3, IsProvideTrainingMetric = true }, [],
            new Rounds(rounds), TestContext.Current.CancellationToken);
        Assert.Equal(Trees(whole), Trees(model));
        // metrics are those of averages over all rounds
        var all = new List<TrainingProgress>();
        Booster.Train(
            Table.ToDataset("binary", new()), options with { NumIterations = 7, IsProvideTrainingMetric = true }, [], new Rounds(all),
            TestContext.Current.CancellationToken);
        Assert.Equal(all.Skip(4).Select(round => round.Metrics[0].Value), rounds.Select(round => round.Metrics[0].Value));
    }

    [Fact]
    public void SumsAndAveragesDoNotMix()
    {
        var sums = Train(Small with { NumIterations = 1 }, new(), false, 1);
        var averages = new BoostedTrees(sums.Content with { AverageOutput = true });
        Assert.StartsWith("the input model's predictions are averages over its rounds",
            Assert.Throws<BadOptionException>(() => Train(Small, new() { InputModel = averages }, false, 1)).Message, StringComparison.Ordinal);
        Assert.StartsWith("the input model's predictions are sums over its rounds", Assert.Throws<BadOptionException>(() => Train(
            Small with { Boosting = BoostingMode.RandomForest, BaggingFraction = 0.5, BaggingFreq = 1 },
            new() { InputModel = sums }, false, 1)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AnotherNumberOfColumnsIsRefused()
    {
        var input = Train(Small with { NumIterations = 1 }, new(), false, 1);
        Assert.Equal(
            "the array has 2 columns besides the label; the input model has 8. Give it the same columns.",
            Assert.Throws<BadDataException>(() => Dataset.FromArrays(new double[4], 2, 2, [0, 1], new() { InputModel = input })).Message);
    }

    internal static string Trees(BoostedTrees model) => model.ToText().Split("end of trees")[0].Split("\n\n", 2)[1];

    static BoostedTrees Train(BoosterOptions options, DatasetOptions data, bool weighted, int threads, string? labels = null) => Booster.Train(
        Table.ToDataset(labels ?? options.Objective, data with { NumThreads = threads, GroupSizes = KeystoneTests.GroupsFor(options, Table.RowCount) },
            weighted: weighted),
        options with { NumThreads = threads }, cancellation: TestContext.Current.CancellationToken);

    static void AssertScores(BoostedTrees model, SmallTable table, double[][] scores)
    {
        int outputs = model.OutputCount;
        var raw = new double[table.RowCount * outputs];
        model.PredictRaw(table.Values, table.RowCount, raw);
        for (int output = 0; output < outputs; output++)
        {
            Assert.Equal(
                Enumerable.Range(0, table.RowCount).Select(row => BitConverter.DoubleToInt64Bits(raw[row * outputs + output])),
                scores[output].Select(BitConverter.DoubleToInt64Bits));
        }
    }

    internal sealed class Rounds(List<TrainingProgress> rounds) : ITrainingObserver
    {
        public void TrainingStarted(TrainingStart start) => rounds.AddRange(start.PastRounds);

        public void RoundEnded(TrainingProgress progress) => rounds.Add(progress);
    }
}
