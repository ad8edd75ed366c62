using LowBit.Boosting;

namespace LowBit.Tests;

public class WidthComparisonTests
{
    static readonly SmallTable Table = new(900);

    static readonly BoosterOptions Small = new() { NumIterations = 8, NumLeaves = 8, MinDataInLeaf = 8 };

    static readonly WidthOptions Few = new() { Bits = [4, 2], Folds = 3 };

    [Theory]
    [InlineData("regression", false)]
    [InlineData("regression_l1", true)]
    [InlineData("poisson", true)]
    [InlineData("binary", false)]
    [InlineData("multiclassova", false)]
    [InlineData("quantile", true)]
    public void ThreadsChangeNothingButTimes(string objective, bool weighted)
    {
        foreach (int earlyStopping in new[] { 0, 2 })
        {
            var options = Small with { Objective = objective, EarlyStoppingRound = earlyStopping };
            string expected = Text(Compare(options, Few, 1, weighted));
            Assert.Equal(expected, Text(Compare(options, Few, 2, weighted)));
            Assert.Equal(expected, Text(Compare(options, Few, 8, weighted)));
        }
    }

    [Fact]
    public void WidthsAscendAndTheReferenceIsAlwaysThere()
    {
        var report = Compare(Small, Few);
        Assert.Equal([2, 4, 32], report.Widths.Select(width => width.Bits));
        Assert.Equal("l2", report.Loss);
        var reference = report.Widths[^1];
        Assert.Equal((reference.Loss, reference.Loss, 0), (reference.Low, reference.High, reference.Increase));
        Assert.Null(reference.Rounding);
        Assert.All(report.Widths, width => Assert.InRange(width.Loss, width.Low, width.High));
        Assert.Equal(2 * report.Widths[0].HistogramBytes, reference.HistogramBytes);
    }

    /// <summary>Slow reference: the rows of a fold as arrays of their own, with the edges of all rows.</summary>
    [Fact]
    public void FoldLossesAreThoseOfTrainingWithoutTheFold()
    {
        var data = Table.ToDataset("regression", new());
        var folds = new Folds(3, Table.RowCount, [], RandomStreams.Of(0, RandomStreams.Folds));
        var report = WidthComparison.Compare(data, Small, Few);
        for (int fold = 0; fold < 3; fold++)
        {
            var training = data.Subset(folds.RowsOutside(fold, fold), null);
            var model = Booster.Train(training, Small with { GradientBits = 4 });
            int[] rows = folds.Rows(fold);
            double[] scores = new double[Table.RowCount];
            model.PredictRaw(Table.Values, Table.RowCount, scores);
            double loss = rows.Average(row => Math.Pow(scores[row] - Table.Signal[row], 2));
            Assert.Equal(loss, report.Widths[1].FoldLosses[fold], 1e-12 * loss);
        }
        Assert.Equal(report.Widths[1].FoldLosses.Average(), report.Widths[1].Loss, 1e-12);
    }

    [Fact]
    public void IntervalIsThatOfTheDifferences()
    {
        var report = Compare(Small, Few with { Confidence = 0.9 });
        double[] differences = [.. report.Widths[0].FoldLosses.Zip(report.Widths[^1].FoldLosses, (loss, reference) => loss - reference)];
        var interval = PairedInterval.Of(differences, 0.5, 0.9);
        double reference = report.Widths[^1].Loss;
        Assert.Equal(reference + interval.High, report.Widths[0].High, 1e-12);
        Assert.Equal(interval.Low / reference, report.Widths[0].IncreaseLow, 1e-12);
    }

    /// <summary>The rows that are measured choose nothing: with them others, the rounds stay.</summary>
    [Fact]
    public void EarlyStoppingLooksAtAFoldOfItsOwn()
    {
        var options = Small with { NumIterations = 200, LearningRate = 0.5, EarlyStoppingRound = 3 };
        var told = new Told();
        WidthComparison.Compare(Table.ToDataset("regression", new()), options, Few, told);
        Assert.True(told.Last.Count == 9 && told.Last.TrueForAll(now => now.Round < 200));
        var data = Table.ToDataset("regression", new());
        var folds = new Folds(3, Table.RowCount, [], RandomStreams.Of(0, RandomStreams.Folds));
        var training = data.Subset(folds.Rows(2), null);
        var model = Booster.Train(training, options with { GradientBits = 2 }, [data.Subset(folds.Rows(1), training)]);
        Assert.Equal(told.Last[0].Round, model.IterationCount + 3);
    }

    [Fact]
    public void ProgressTellsOfEachTraining()
    {
        var told = new Told();
        WidthComparison.Compare(Table.ToDataset("binary", new()), Small with { Objective = "binary" }, Few, told);
        Assert.Equal(Enumerable.Range(1, 9), told.Last.Select(now => now.Training));
        Assert.Equal([1, 1, 1, 2, 2, 2, 3, 3, 3], told.Last.Select(now => now.Fold));
        Assert.Equal([2, 4, 32], told.Last.Take(3).Select(now => now.Bits));
        Assert.All(told.Last, now => Assert.Equal((9, 8, 8), (now.TrainingCount, now.Round, now.RoundCount)));
    }

    [Fact]
    public void TheLossIsTheFirstMetric()
    {
        Assert.Equal("l1", Compare(Small with { Metrics = ["l1", "l2"] }, Few).Loss);
        Assert.Equal("multi_logloss", Compare(Small with { Objective = "multiclass" }, Few).Loss);
    }

    /// <summary>With reg_sqrt trees learn roots; the loss is of the labels.</summary>
    [Fact]
    public void RootsAreLearnedWhereAskedFor()
    {
        var data = Table.ToDataset("poisson", new());
        var options = Small with { RegSqrt = true };
        var folds = new Folds(3, Table.RowCount, [], RandomStreams.Of(0, RandomStreams.Folds));
        var model = Booster.Train(data.Subset(folds.RowsOutside(0, 0), null), options with { GradientBits = 4 });
        double[] predictions = new double[Table.RowCount], labels = Table.LabelsFor("poisson");
        model.Predict(Table.Values, Table.RowCount, predictions);
        double loss = folds.Rows(0).Average(row => Math.Pow(predictions[row] - labels[row], 2));
        Assert.Equal(loss, WidthComparison.Compare(data, options, Few).Widths[1].FoldLosses[0], 1e-12 * loss);
    }

    [Fact]
    public void ForestsAndGroupsAreCompared()
    {
        int[] sizes = [.. Enumerable.Repeat(9, 100)];
        var forest = Small with { Boosting = BoostingMode.RandomForest, BaggingFraction = 0.5, BaggingFreq = 1, BaggingByQuery = true };
        var report = WidthComparison.Compare(Table.ToDataset("regression", new() { GroupSizes = sizes }), forest, Few);
        double variance = Table.Signal.Average(signal => signal * signal) - Math.Pow(Table.Signal.Average(), 2);
        Assert.All(report.Widths, width => Assert.InRange(width.Loss, 0.2 * variance, 0.95 * variance));
        Assert.True(report.Widths[0].Rounding!.LeafPredicted > report.Widths[1].Rounding!.LeafPredicted);
        Assert.Equal("folds is 3 and there are 2 groups; a fold has at least one group. Give fewer folds.",
            Assert.Throws<BadOptionException>(() => WidthComparison.Compare(
                Table.ToDataset("regression", new() { GroupSizes = [400, 500] }), Small, Few)).Message);
    }

    [Fact]
    public void ClassesAreThoseOfAllRows()
    {
        double[] labels = [.. Enumerable.Range(0, 90).Select(row => row == 5 ? 2.0 : row % 2)];
        double[] values = [.. Enumerable.Range(0, 90).Select(row => (double)(row % 10))];
        var report = WidthComparison.Compare(
            Dataset.FromArrays(values, 90, 1, labels), Small with { Objective = "multiclass" }, Few);
        Assert.All(report.Widths, width => Assert.True(double.IsFinite(width.Loss)));
    }

    [Fact]
    public void NothingToSplitIsTheLossOfTheBaseline()
    {
        double[] values = [.. Enumerable.Repeat(1.0, 30)], labels = [.. Enumerable.Range(0, 30).Select(row => (double)(row % 2))];
        var report = WidthComparison.Compare(Dataset.FromArrays(values, 30, 1, labels), Small, Few);
        Assert.All(report.Widths, width => Assert.InRange(width.Loss, 0.25, 0.3));
        Assert.All(report.Widths, width => Assert.Null(width.Rounding));
        Assert.Equal(2, report.Recommended);
    }

    [Fact]
    public void CancellationEndsTheComparison()
    {
        using var source = new CancellationTokenSource();
        var cancel = new Told { OnEach = now => { if (now.Training == 4) { source.Cancel(); } } };
        Assert.Throws<OperationCanceledException>(() =>
            WidthComparison.Compare(Table.ToDataset("regression", new()), Small, Few, cancel, source.Token));
        Assert.Equal(3, cancel.Last.Count);
    }

    [Fact]
    public void WhatCannotBeComparedIsRefused()
    {
        Refused(Small, Few with { Folds = 1 }, "folds is 1; allowed: 2 up to the number of rows. The default is 5.");
        Refused(Small, Few with { Folds = 901 }, "folds is 901 and there are 900 rows; a fold has at least one row. Give fewer folds.");
        Refused(Small, Few with { Bits = [4, 9] }, "bits is 9; allowed: 2 … 8, and 32 for the reference. List such widths, separated by commas.");
        Refused(Small, Few with { Tolerance = 0 }, "tolerance is 0; allowed: a number above 0, the relative increase of the loss that is good enough. 0.01 is one percent.");
        Refused(Small, Few with { Tolerance = double.NaN }, "tolerance is NaN; allowed: a number above 0, the relative increase of the loss that is good enough. 0.01 is one percent.");
        Refused(Small, Few with { Confidence = 1 }, "confidence is 1; allowed: a number between 0 and 1. The default is 0.95.");
        Refused(Small with { NumIterations = 0 }, Few, "num_iterations is 0, which leaves nothing to compare; give 1 or more.");
        Refused(Small with { EarlyStoppingRound = 2 }, Few with { Folds = 2 },
            "folds is 2 with early stopping, which needs a fold of its own to choose the rounds; give 3 folds or more, or leave early_stopping_round out.");
        Refused(Small with { Objective = "binary", Metrics = ["auc"] }, Few,
            "metric is auc, where higher is better; a comparison of widths needs a loss. Put a loss first, or leave metric out.");
        Refused(Small with { Metrics = ["none"] }, Few, "metric is none; a comparison of widths needs a loss. Name one, or leave metric out.");
    }

    static void Refused(BoosterOptions options, WidthOptions settings, string message) =>
        Assert.Equal(message, Assert.Throws<BadOptionException>(() => Compare(options, settings)).Message);

    static WidthReport Compare(BoosterOptions options, WidthOptions settings, int threads = 2, bool weighted = false) =>
        WidthComparison.Compare(
            Table.ToDataset(options.Objective, new() { NumThreads = threads }, weighted: weighted),
            options with { NumThreads = threads }, settings);

    static string Text(WidthReport report) => string.Join('\n', report.Widths.Select(width =>
        $"{width with { TrainSeconds = 0, FoldLosses = [] }} {string.Join(' ', width.FoldLosses)}"));

    sealed class Told : IProgress<WidthProgress>
    {
        public List<WidthProgress> Last { get; } = [];

        public Action<WidthProgress> OnEach { get; init; } = _ => { };

        public void Report(WidthProgress value)
        {
            OnEach(value);
            if (value.Loss is not null)
            {
                Last.Add(value);
            }
        }
    }
}
