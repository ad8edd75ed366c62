namespace LowBit.Boosting;

/// <summary>How a table becomes bins. Names, meanings and defaults are LightGBM's, in .NET spelling.</summary>
public sealed record DatasetOptions
{
    /// <summary>Name or index of the label column; null: the first column.</summary>
    public string? Label { get; init; }

    /// <summary>Name or index of the column of weights; null: every row weighs 1.</summary>
    public string? Weight { get; init; }

    /// <summary>Names or indices of columns that are no features.</summary>
    public IReadOnlyList<string> Ignore { get; init; } = [];

    /// <summary>Names or indices of columns that hold categories.</summary>
    public IReadOnlyList<string> Categorical { get; init; } = [];

    /// <summary>Bins of a feature, 2 … 65,535. Default 255.</summary>
    public int MaxBin { get; init; } = 255;

    /// <summary>Rows of the sample a bin must have at least. Default 3.</summary>
    public int MinDataInBin { get; init; } = 3;

    /// <summary>Rows that bin edges are made from. Default 200,000.</summary>
    public int BinConstructSampleCnt { get; init; } = 200_000;

    /// <summary>Missing values get a side of their own in each split. Default true.</summary>
    public bool UseMissing { get; init; } = true;

    /// <summary>Zeros count as missing. Default false.</summary>
    public bool ZeroAsMissing { get; init; }

    /// <summary>Whether the first line of a file holds names; null: detected.</summary>
    public bool? HasHeader { get; init; }

    /// <summary>Seed of the sample that bin edges are made from. Default 0.</summary>
    public long Seed { get; init; }

    /// <summary>Worker threads; 0: one a core. Changes no byte of the model.</summary>
    public int NumThreads { get; init; }
}
