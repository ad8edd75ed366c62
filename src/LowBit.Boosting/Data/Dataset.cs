using LowBit.Collectives;

namespace LowBit.Boosting;

/// <summary>
/// A table ready to learn from: labels, weights, and each feature's values as bins. The values themselves are not kept.
/// Same data means the same doubles in the same row order: a CSV file, the file compressed, and arrays give the same set.
/// Immutable; may be used by several trainings at a time.
/// </summary>
public sealed partial class Dataset
{
    internal Dataset(TableSchema schema, DatasetOptions options) => (Schema, Options) = (schema, options);

    /// <summary>Rows of this process.</summary>
    public int RowCount { get; internal init; }

    /// <summary>Columns of the table without its label; their index is the feature's index in the model.</summary>
    public int FeatureCount => Schema.FeatureCount;

    /// <summary>Features that are used: not ignored, not constant.</summary>
    public int UsedFeatureCount => Features.Length;

    /// <summary>Labels [RowCount]; a text label is the ordinal position of its text.</summary>
    public ReadOnlySpan<double> Labels => LabelValues;

    /// <summary>Weights [RowCount], or empty where every row weighs 1.</summary>
    public ReadOnlySpan<double> Weights => WeightValues;

    /// <summary>Names of the label's texts in the order of their codes, or null for a numeric label.</summary>
    public IReadOnlyList<string>? ClassNames => Schema.ClassNames;

    /// <summary>Bytes of one leaf's histogram of integers of the given width.</summary>
    internal long HistogramBytes(int bytesPerBin) => Features.Sum(feature => (long)feature.Bins.BinCount) * bytesPerBin;

    internal TableSchema Schema { get; }

    internal DatasetOptions Options { get; }

    internal double[] LabelValues { get; init; } = [];

    /// <summary>What a loss is trained towards [RowCount]: the labels, or a function of them.</summary>
    internal double[] TargetValues { get => field ?? LabelValues; init; }

    internal double[]? WeightValues { get; init; }

    /// <summary>Initial scores [outputs × RowCount], class-major, or null.</summary>
    internal double[]? InitScoreValues { get; init; }

    /// <summary>
    /// First row of each group, counted within this rank, and RowCount behind the last [groups + 1]; null without groups.
    /// </summary>
    internal int[]? GroupStarts { get; init; }

    /// <summary>Bin mapper of every feature, used or not; null: not looked at.</summary>
    internal BinMapper?[] Mappers { get; init; } = [];

    /// <summary>The used features in ascending order of their index.</summary>
    internal Feature[] Features { get; init; } = [];

    internal BinnedMatrix Bins { get; init; } = null!;

    /// <summary>What the input model says of the rows; null without one.</summary>
    internal InputRows? Input { get; init; }

    /// <summary>The model that training goes on from, or null.</summary>
    internal BoostedTrees? InputModel => Options.Reference is { } reference ? reference.InputModel : Options.InputModel;

    /// <summary>Global index of this rank's first row.</summary>
    internal long FirstRow { get; init; }

    internal long GlobalRowCount { get; init; }

    /// <summary>The same rows with other labels.</summary>
    /// <param name="labels">What metrics look at.</param>
    /// <param name="targets">What the loss is trained towards; null: the labels.</param>
    internal Dataset WithLabels(double[] labels, double[]? targets = null) => new(Schema, Options)
    {
        RowCount = RowCount,
        LabelValues = labels,
        TargetValues = targets!,
        WeightValues = WeightValues,
        InitScoreValues = InitScoreValues,
        GroupStarts = GroupStarts,
        Mappers = Mappers,
        Features = Features,
        Bins = Bins,
        Input = Input,
        FirstRow = FirstRow,
        GlobalRowCount = GlobalRowCount,
        DescribeLabel = DescribeLabel,
    };

    internal ICollective Collective => Options.Collective;

    /// <summary>Where a row stands, for error lines.</summary>
    internal Func<int, string> DescribeLabel { get; set; } = null!;
}

/// <summary>A feature that trees may split on.</summary>
/// <param name="Index">Column of the model.</param>
/// <param name="Bins">Its bins.</param>
sealed record Feature(int Index, BinMapper Bins);
