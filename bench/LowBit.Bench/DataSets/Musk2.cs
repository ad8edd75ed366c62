namespace LowBit.Bench;

/// <summary>
/// Musk or not, 166 distances of a molecule's shape (UCI Musk, version 2). Rows are shapes, several a molecule, and are split
/// as they are.
/// </summary>
static class Musk2
{
    public static DataSet Set { get; } = new("musk2", "binary", "pmlb/musk2.tsv.gz")
    {
        Delimiter = '\t',
        Target = "target",
        Ignore = ["molecule_name", "conformation_name"],
    };
}
