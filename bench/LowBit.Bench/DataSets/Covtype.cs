namespace LowBit.Bench;

/// <summary>Seven forest cover types (20,000 rows of UCI Covertype, partly balanced); soil and area are one-hot.</summary>
static class Covtype
{
    public static DataSet Set { get; } = new("covtype20k", "multiclass", "covtype20k/covtype20k.csv.gz")
    {
        HasHeader = false,
        Target = "54",
    };
}
