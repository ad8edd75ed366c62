namespace LowBit.Bench;

/// <summary>26 capital letters from 16 measures of their picture (UCI Letter Recognition).</summary>
static class Letter
{
    public static DataSet Set { get; } = new("letter", "multiclass", "pmlb/letter.tsv.gz")
    {
        Delimiter = '\t',
        Target = "target",
    };
}
