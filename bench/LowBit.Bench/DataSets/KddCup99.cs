namespace LowBit.Bench;

/// <summary>
/// Attack or normal connection (KDD Cup 1999, the 10 % file; 11 is the code of normal). Many rows are repeated, so that it
/// is nearly solved: it is here for its time.
/// </summary>
static class KddCup99
{
    public static DataSet Set { get; } = new("kddcup99", "binary", "kddcup99/kddcup99_10pct.tsv.gz")
    {
        Delimiter = '\t',
        Target = "target",
        Label = code => code == 11 ? 0 : 1,
        Categorical = ["Atr-1", "Atr-2", "Atr-3"],
    };
}
