using CsCheck;
using LowBit.Boosting;

namespace LowBit.Tests;

public class RowMatchesTests
{
    static readonly Gen<int[]> Rows = Gen.OneOf(Gen.Int[0, 40], Gen.Int[0, 2_000]).Array[0, 300]
        .Select(rows => rows.Distinct().Order().ToArray());

    [Fact]
    public void MatchesAreTheCommonRows() => Cases.ForEach(2_000, Gen.Select(Rows, Rows), draw =>
    {
        var (some, entries) = draw;
        var column = new SparseColumn(entries, new ushort[entries.Length], 0);
        var found = new List<(int, int)>();
        foreach (var match in column.EntriesIn(some))
        {
            found.Add(match);
        }
        Assert.Equal(
            some.Intersect(entries).Select(row => (Array.IndexOf(some, row), Array.IndexOf(entries, row))), found);
    });
}
