using LowBit.Numerics;

namespace LowBit.Boosting;

/// <summary>
/// How many bits does this data need? Each width is trained on the same folds and measured on the rows that were held out;
/// the differences to 32 bits are paired by fold. Bin edges are chosen from all rows, labels from the training rows alone.
/// </summary>
public static class WidthComparison
{
    /// <summary>Repetitions of rounding that the measured noise is of.</summary>
    public const int RoundingSeeds = 64;

    /// <summary>
    /// Compares widths by cross-validation. Same data, options and seed give the same report, times aside, on any number of
    /// threads. Trains folds × widths models, and keeps none.
    /// </summary>
    /// <param name="data">The rows.</param>
    /// <param name="options">
    /// Everything but the width. The loss is the first of <see cref="BoosterOptions.Metrics"/>, else the objective's own.
    /// All rounds are trained unless <see cref="BoosterOptions.EarlyStoppingRound"/> is set; then a further fold chooses them.
    /// </param>
    /// <param name="settings">Widths, folds and what is good enough; null: the defaults.</param>
    /// <param name="progress">Told of every round.</param>
    /// <param name="cancellation">Looked at before each round.</param>
    /// <exception cref="LowBitException">Data or options cannot be used; the message says why.</exception>
    /// <exception cref="OperationCanceledException">The comparison was cancelled.</exception>
    public static WidthReport Compare(
        Dataset data, BoosterOptions options, WidthOptions? settings = null, IProgress<WidthProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        settings ??= new();
        settings.Check();
        settings.Check(data, options.EarlyStoppingRound > 0);
        OptionRules.Check(options, validationCount: 1);
        data = new LabelCodes(data, options).Of(data);
        (options, string loss) = Settle(data, options);
        int[] widths = settings.Widths;
        var results = TrainAll(data, options, settings, progress, cancellation, out double testShare);
        var probe = new RoundingProbe(data, options);
        var reports = widths.Select((bits, i) => Result(bits, results[i], results[^1], testShare, settings.Confidence) with
        {
            Rounding = bits == GradientGrid.ReferenceBits ? null : probe.Noise(bits, cancellation),
        });
        return new() { Loss = loss, RowCount = data.RowCount, Options = settings, Widths = [.. reports] };
    }

    /// <summary>What all rows decide and no fold may decide anew: classes and loss. Checks the labels on the way.</summary>
    static (BoosterOptions Options, string Loss) Settle(Dataset data, BoosterOptions options)
    {
        if (options.NumIterations == 0)
        {
            throw new BadOptionException("num_iterations is 0, which leaves nothing to compare; give 1 or more.");
        }
        if (data.Collective.Size > 1)
        {
            throw new BadOptionException("widths are compared in one process; run it on one rank.");
        }
        var objective = Objectives.Create(options, data.Labels, data.Collective, Isa.Best);
        objective.Prepare(data.TargetValues, data.Weights, data.DescribeLabel, data.Collective);
        var metric = Metrics.Create(options, objective) is [var first, ..] ? first
            : throw new BadOptionException("metric is none; a comparison of widths needs a loss. Name one, or leave metric out.");
        if (metric.HigherIsBetter)
        {
            throw new BadOptionException(
                $"metric is {metric.Name}, where higher is better; a comparison of widths needs a loss. Put a loss first, or leave metric out.");
        }
        return (options with
        {
            Metrics = ["none"],
            CustomMetrics = [metric],
            IsProvideTrainingMetric = false,
            NumClass = objective.OutputCount > 1 ? objective.OutputCount : options.NumClass,
        }, metric.Name);
    }

    /// <returns>[widths][folds].</returns>
    static FoldResult[][] TrainAll(
        Dataset data, BoosterOptions options, WidthOptions settings, IProgress<WidthProgress>? progress,
        CancellationToken cancellation, out double testShare)
    {
        bool stopsEarly = options.EarlyStoppingRound > 0;
        var random = RandomStreams.Of(options.Seed, RandomStreams.Folds);
        var folds = data.GroupStarts is { } groups ? Folds.OfGroups(settings.Folds, groups, random)
            : new Folds(settings.Folds, data.RowCount, HasClasses(options) ? data.Labels : [], random);
        int[] widths = settings.Widths;
        var results = Array.ConvertAll(widths, _ => new FoldResult[folds.Count]);
        testShare = 0;
        for (int fold = 0; fold < folds.Count; fold++)
        {
            var training = new FoldTraining(data, folds, fold, stopsEarly);
            testShare += training.TestShare / folds.Count;
            for (int i = 0; i < widths.Length; i++)
            {
                var now = new WidthProgress(
                    fold * widths.Length + i + 1, folds.Count * widths.Length, fold + 1, widths[i], 0, options.NumIterations, null);
                results[i][fold] = training.Train(
                    options with { GradientBits = widths[i] },
                    round => progress?.Report(now = now with { Round = round }), cancellation);
                progress?.Report(now with { Loss = results[i][fold].Loss });
            }
        }
        return results;
    }

    static bool HasClasses(BoosterOptions options) =>
        options.CustomObjective is null
        && (Objectives.Canonical(options.Objective) == "binary" || ParameterTable.IsMulticlass(options.Objective));

    static WidthResult Result(
        int bits, FoldResult[] folds, FoldResult[] reference, double testShare, double confidence)
    {
        double[] losses = Array.ConvertAll(folds, fold => fold.Loss), base32 = Array.ConvertAll(reference, fold => fold.Loss);
        var difference = PairedInterval.Of([.. losses.Zip(base32, (loss, other) => loss - other)], testShare, confidence);
        double baseLoss = base32.Sum() / base32.Length;
        return new()
        {
            Bits = bits,
            Loss = baseLoss + difference.Mean,
            Low = baseLoss + difference.Low,
            High = baseLoss + difference.High,
            Increase = difference.Mean / Math.Abs(baseLoss),
            IncreaseLow = difference.Low / Math.Abs(baseLoss),
            IncreaseHigh = difference.High / Math.Abs(baseLoss),
            FoldLosses = losses,
            TrainSeconds = Median(Array.ConvertAll(folds, fold => fold.Seconds)),
            HistogramBytes = folds.Max(fold => fold.HistogramBytes),
        };
    }

    static double Median(double[] values)
    {
        Array.Sort(values);
        return (values[(values.Length - 1) / 2] + values[values.Length / 2]) / 2;
    }
}
