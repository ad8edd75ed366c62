using System.Globalization;

namespace LowBit.Bench;

/// <summary>A table that the suite trains on.</summary>
/// <param name="Name">What the command line and the pages call it.</param>
/// <param name="Objective">LightGBM's name of the loss.</param>
/// <param name="Train">Makes or reads the rows to train on; the data folder is handed in.</param>
/// <param name="HeldOut">Makes or reads the rows to score on.</param>
sealed record SuiteSet(string Name, string Objective, Func<string, Rows> Train, Func<string, Rows> HeldOut)
{
    public const string All = "physics-1m,physics-4m,wide-100k,news20,diabetes130-onehot,kddcup99-onehot,fremtpl2freq,kddcup99,"
        + "beijing_air,nycflights13,sgemm,blogfeedback,mnist,covtype20k,diabetes130";

    /// <summary>For a smoke run: samples/data of the repository holds adult.</summary>
    public const string Quick = "physics-20k,wide-500,adult,adult-onehot";

    const int PhysicsHeldOut = 200_000, WideHeldOut = 10_000, FewIterations = 10;

    /// <summary>Whether it is read from the data folder.</summary>
    public bool HasFiles { get; init; }

    public int Iterations { get; init; } = 100;

    /// <summary><c>physics-ROWS</c>, <c>wide-ROWS</c>, <c>mnist</c>, a <see cref="DataSet"/>, or one with <c>-onehot</c> behind it.</summary>
    public static SuiteSet Find(string name) => name.Split('-') switch
    {
        ["physics", var count] => Physics(name, RowCount(count)),
        ["wide", var count] => Wide(name, RowCount(count)),
        ["mnist"] => new(name, "multiclass", Mnist.Train, Mnist.HeldOut) { HasFiles = true, Iterations = FewIterations },
        [var set, "onehot"] => Real(name, DataSet.Find(set), OneHot.Expand),
        _ => Real(name, DataSet.Find(name), rows => rows),
    };

    static SuiteSet Physics(string name, int rowCount) =>
        new(name, "binary", _ => Recipe.Rows(0, rowCount), _ => Recipe.Rows(Recipe.HeldOut, PhysicsHeldOut));

    static SuiteSet Wide(string name, int rowCount) =>
        new(name, "binary", _ => WideRecipe.Rows(0, rowCount), _ => WideRecipe.Rows(WideRecipe.HeldOut, WideHeldOut).Widened());

    static SuiteSet Real(string name, DataSet set, Func<Rows, Rows> expand)
    {
        return new(name, set.Objective, folder => Read(folder).Train, folder => Read(folder).HeldOut)
        {
            HasFiles = true,
            Iterations = set == Newsgroups.Set ? FewIterations : 100,
        };

        (Rows Train, Rows HeldOut) Read(string folder) => expand(DataSetReader.Read(set, folder)).Split(seed: 0);
    }

    /// <summary>The order of the summary: as in <see cref="All"/>, then by name.</summary>
    public static (int, string) Rank(string name)
    {
        var index = Array.IndexOf(All.Split(','), name);
        return (index < 0 ? int.MaxValue : index, name);
    }

    /// <summary>20k is 20,000 and 4m is 4,000,000.</summary>
    static int RowCount(string text)
    {
        var unit = text[^1] switch { 'k' => 1_000, 'm' => 1_000_000, _ => 1 };
        return int.TryParse(text.TrimEnd('k', 'm'), NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > 0
            ? count * unit
            : throw new BenchException($"'{text}' is no number of rows; write 20000, 20k or 4m.");
    }
}
