namespace LowBit.Bench;

/// <summary>Median house value of a block (StatLib California Housing).</summary>
static class CaliforniaHouses
{
    public static DataSet Set { get; } = new("california_houses", "regression", "pmlb/california_houses.tsv.gz")
    {
        Delimiter = '\t',
        Target = "target",
    };
}
