using LowBit.Numerics;

namespace LowBit.Boosting;

/// <summary>
/// Every row in one of k folds, whose sizes differ by one at most. Rows are dealt out in the order of their random words,
/// with strata one stratum after the other, so that each fold has its share of each. Depends on seed and rows alone.
/// </summary>
sealed class Folds
{
    readonly int[] _foldOf;

    /// <param name="count">Number of folds.</param>
    /// <param name="rowCount">Number of rows.</param>
    /// <param name="strata">Stratum of each row [rowCount], or empty for one stratum.</param>
    /// <param name="random">Words by row.</param>
    public Folds(int count, int rowCount, ReadOnlySpan<double> strata, RandomStream random)
    {
        Count = count;
        uint[] words = new uint[rowCount];
        random.Fill(0, words, Isa.Best);
        double[] keys = strata.IsEmpty ? new double[rowCount] : strata.ToArray();
        int[] order = [.. Enumerable.Range(0, rowCount)];
        Array.Sort(order, (a, b) => (keys[a], words[a], a).CompareTo((keys[b], words[b], b)));
        _foldOf = new int[rowCount];
        for (int position = 0; position < rowCount; position++)
        {
            _foldOf[order[position]] = position % count;
        }
    }

    Folds(int count, int[] foldOf) => (Count, _foldOf) = (count, foldOf);

    /// <summary>The rows of a group stay together: groups are dealt, not rows, and folds have about as many groups.</summary>
    /// <param name="count">Number of folds.</param>
    /// <param name="groupStarts">[groups + 1] first row of each group, then the number of rows.</param>
    /// <param name="random">Words by group.</param>
    public static Folds OfGroups(int count, int[] groupStarts, RandomStream random)
    {
        var groups = new Folds(count, groupStarts.Length - 1, [], random);
        int[] foldOf = new int[groupStarts[^1]];
        for (int group = 0; group < groups._foldOf.Length; group++)
        {
            Array.Fill(foldOf, groups._foldOf[group], groupStarts[group], groupStarts[group + 1] - groupStarts[group]);
        }
        return new(count, foldOf);
    }

    public int Count { get; }

    /// <summary>Rows of a fold, ascending.</summary>
    public int[] Rows(int fold) => RowsWhere(of => of == fold);

    /// <summary>Rows that are in neither of two folds, ascending.</summary>
    public int[] RowsOutside(int fold, int other) => RowsWhere(of => of != fold && of != other);

    int[] RowsWhere(Func<int, bool> isWanted) =>
        [.. Enumerable.Range(0, _foldOf.Length).Where(row => isWanted(_foldOf[row]))];
}
