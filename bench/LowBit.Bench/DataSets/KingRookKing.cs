namespace LowBit.Bench;

/// <summary>
/// Moves to mate with king and rook against king (UCI krkopt); files and ranks of the board are ordered. Fourteen of 18
/// classes: four have fewer than 200 rows.
/// </summary>
static class KingRookKing
{
    public static DataSet Set { get; } = new("krkopt", "multiclass", "pmlb/krkopt.tsv.gz")
    {
        Delimiter = '\t',
        Target = "target",
        LeastClassRows = 200,
    };
}
