using LowBit.Collectives;

namespace LowBit.Boosting;

/// <summary>
/// How a table becomes a <see cref="Dataset"/>. Columns are named by their name, by <c>name:NAME</c>, or by an index;
/// as in LightGBM the label's index counts all columns, every other index leaves the label out.
/// </summary>
public sealed record DatasetOptions
{
    /// <summary>Column of the label. Default: the first. Ignored where labels are passed as an array.</summary>
    public string? Label { get; init; }

    /// <summary>Column of the row weights. Default: none, every row weighs 1.</summary>
    public string? Weight { get; init; }

    /// <summary>
    /// Column of the group (query) of a row: neighbouring rows with the same number or text are a group. Default: none.
    /// </summary>
    public string? Group { get; init; }

    /// <summary>Columns of the initial score, one an output; their numbers are finite. Default: none.</summary>
    public IReadOnlyList<string> InitScoreColumns { get; init; } = [];

    /// <summary>Columns that are not looked at.</summary>
    public IReadOnlyList<string> Ignore { get; init; } = [];

    /// <summary>Columns whose numbers are category codes, 0 … 2²⁰. Text columns are categorical by themselves.</summary>
    public IReadOnlyList<string> Categorical { get; init; } = [];

    /// <summary>Row weights [rows], finite, ≥ 0; takes the place of <see cref="Weight"/>.</summary>
    public double[]? Weights { get; init; }

    /// <summary>
    /// Raw scores that a training starts from, finite [outputs × rows]: all rows of the first output, then of the second, …;
    /// takes the place of <see cref="InitScoreColumns"/>. They are not part of the model: a prediction does not contain them.
    /// With them on the training rows there is no baseline (<see cref="BoosterOptions.BoostFromAverage"/> has no effect).
    /// </summary>
    public double[]? InitScores { get; init; }

    /// <summary>
    /// Rows of each group (query), in the order of the rows, each ≥ 1; their sum is the number of rows. A group's rows stay
    /// together where rows are sampled by group. Takes the place of <see cref="Group"/>.
    /// </summary>
    public int[]? GroupSizes { get; init; }

    /// <summary>Column names of an array; default Column_0, Column_1, …</summary>
    public IReadOnlyList<string>? ColumnNames { get; init; }

    /// <summary>
    /// Bins a feature, 2 … 65,535, the bin of missing values included; one more where values are missing outside the sample
    /// alone. Categorical features have 256 at most. Above 256 bins a value takes two bytes. Default 255.
    /// </summary>
    public int MaxBin { get; init; } = 255;

    /// <summary>Sampled rows a bin holds at least. Default 3.</summary>
    public int MinDataInBin { get; init; } = 3;

    /// <summary>Rows that bin edges are chosen from. Default 200,000.</summary>
    public int BinConstructSampleCnt { get; init; } = 200_000;

    /// <summary>NaN is a value of its own with a learned direction; else it is taken as 0. Default true.</summary>
    public bool UseMissing { get; init; } = true;

    /// <summary>Zero counts as missing, NaN too. Default false.</summary>
    public bool ZeroAsMissing { get; init; }

    /// <summary>The file's first line holds names; null: detected.</summary>
    public bool? HasHeader { get; init; }

    /// <summary>Seed of the row sample. Default 0.</summary>
    public long Seed { get; init; }

    /// <summary>Threads that read and bin; 0: one a core. Changes no bin.</summary>
    public int NumThreads { get; init; }

    /// <summary>A validation set: columns, categories and bin edges of this training set.</summary>
    public Dataset? Reference { get; init; }

    /// <summary>
    /// A model to train on from: the table gets its columns and codes, and its raw scores of the rows are kept
    /// [rows × outputs]. A validation set takes it from <see cref="Reference"/>. Default: none.
    /// </summary>
    public BoostedTrees? InputModel { get; init; }

    /// <summary>
    /// Keeps the leaf of every row in every tree of <see cref="InputModel"/>, 2 bytes each, in place of the scores: for
    /// <see cref="BoostedTrees.Refit"/>. Default false.
    /// </summary>
    public bool KeepLeaves { get; init; }

    /// <summary>Ends reading and binning with <see cref="OperationCanceledException"/>. Default: never.</summary>
    public CancellationToken Cancellation { get; init; }

    /// <summary>The ranks that share the table, each with its own rows, in the order of the ranks.</summary>
    internal ICollective Collective { get; init; } = SingleProcess.Instance;
}
