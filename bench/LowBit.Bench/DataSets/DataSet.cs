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

    /// <summary>Columns that measure the target again: the label is made from the mean.</summary>
    public string[] Repeats { get; init; } = [];

    /// <summary>Makes the label of the target (a number, or the code of a text); NaN drops the row. Default: as it is.</summary>
    public Func<double, double> Label { get; init; } = target => target;

    /// <summary>
    /// Rows of smaller classes are dropped: a class of a few rows makes the loss of both engines diverge by chance.
    /// </summary>
    public int LeastClassRows { get; init; }

    /// <summary>One file of LibSVM text, read and handed to the engines as sparse rows.</summary>
    public bool IsSparse { get; init; }

    /// <summary>Column that the target is divided by and that weighs the row: a count becomes a rate.</summary>
    public string? Exposure { get; init; }

    /// <summary>Columns that a fair task must not see, or that say nothing.</summary>
    public string[] Ignore { get; init; } = [];

    /// <summary>Columns of unordered texts, coded in ordinal order; every other feature is a number.</summary>
    public string[] Categorical { get; init; } = [];

    public bool IsClassification => Objective is "binary" or "multiclass" or "multiclassova" or "cross_entropy";

    public static IReadOnlyList<DataSet> All { get; } =
    [
        Adult.Set, Bank.Set, Covtype.Set, Letter.Set, CaliforniaHouses.Set, Flights.Set, BeijingAir.Set,
        FrenchMotorClaims.Set, HiggsSample.Set, KddCup99.Set, Diabetes130.Set, Connect4.Set, Fars.Set, KingRookKing.Set,
        Musk2.Set, Coil2000.Set, Sgemm.Set, BlogFeedback.Set, TaxiFare.Set, Newsgroups.Set,
    ];

    public static DataSet Find(string name) => All.FirstOrDefault(set => set.Name == name)
        ?? throw new BenchException($"no data set '{name}'; there are {string.Join(", ", All.Select(set => set.Name))}.");
}
