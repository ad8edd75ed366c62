namespace LowBit.Bench;

/// <summary>A real data set: its files, what each column is, and the loss it is learned with.</summary>
/// <param name="Name">What the command line and the tables call it.</param>
/// <param name="Objective">LightGBM's name of the loss.</param>
/// <param name="Files">Paths in the data folder, gzip; their rows are joined, then split 80 to 20 by seed.</param>
sealed record DataSet(string Name, string Objective, params string[] Files)
{
    public char Delimiter { get; init; } = ',';

    /// <summary>False: columns are named 0, 1, ….</summary>
    public bool HasHeader { get; init; } = true;

    /// <summary>Column to predict; rows where it is missing are dropped. Classes are numbered in ascending order.</summary>
    public required string Target { get; init; }

    /// <summary>Column that the target is divided by and that weighs the row: a count becomes a rate.</summary>
    public string? Exposure { get; init; }

    /// <summary>Columns that a fair task must not see, or that say nothing.</summary>
    public string[] Ignore { get; init; } = [];

    /// <summary>Columns of unordered texts, coded in ordinal order; every other feature is a number.</summary>
    public string[] Categorical { get; init; } = [];

    public bool IsClassification => Objective is "binary" or "multiclass";

    public static IReadOnlyList<DataSet> All { get; } =
    [
        Adult.Set, Bank.Set, Covtype.Set, Letter.Set, CaliforniaHouses.Set, Flights.Set, BeijingAir.Set,
        FrenchMotorClaims.Set, HiggsSample.Set,
    ];

    public static DataSet Find(string name) => All.FirstOrDefault(set => set.Name == name)
        ?? throw new BenchException($"no data set '{name}'; there are {string.Join(", ", All.Select(set => set.Name))}.");
}
