namespace LowBit.Bench;

/// <summary>Win, loss or draw of a position after eight moves (UCI Connect-4); each field is empty or of one player.</summary>
static class Connect4
{
    public static DataSet Set { get; } = new("connect4", "multiclass", "pmlb/connect4.tsv.gz")
    {
        Delimiter = '\t',
        Target = "target",
        Categorical = [.. "abcdefg".SelectMany(file => Enumerable.Range(1, 6).Select(rank => $"{file}{rank}"))],
    };
}
