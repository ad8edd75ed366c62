namespace LowBit.Bench;

/// <summary>Who insures a caravan (COIL 2000 challenge); the two customer types are categories, all else is ordered.</summary>
static class Coil2000
{
    public static DataSet Set { get; } = new("coil2000", "binary", "pmlb/coil2000.tsv.gz")
    {
        Delimiter = '\t',
        Target = "target",
        Categorical = ["MOSTYPE", "MOSHOOFD"],
    };
}
