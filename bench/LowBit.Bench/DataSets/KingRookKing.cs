namespace LowBit.Bench;

/// <summary>Moves to mate with king and rook against king, 18 classes (UCI krkopt); files and ranks of the board are ordered.</summary>
static class KingRookKing
{
    public static DataSet Set { get; } = new("krkopt", "multiclass", "pmlb/krkopt.tsv.gz")
    {
        Delimiter = '\t',
        Target = "target",
    };
}
