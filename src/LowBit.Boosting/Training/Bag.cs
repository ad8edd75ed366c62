using LowBit.Numerics;

namespace LowBit.Boosting;

/// <summary>
/// The rows that a tree is grown from. A row is in the bag if its random word is below fraction · 2³²; the word depends on
/// the global row and the round that the bag began with. The fraction may be one of each class. In bags of groups all rows
/// of a group have the word of its first row.
/// </summary>
sealed class Bag(BoosterOptions options, Dataset data)
{
    const int BlockRows = 4096;

    readonly ulong[] _limits = LimitsOf(options);
    int[] _rows = [];
    int _firstRound = -1;

    /// <summary>Bagging is on; else every row is in the bag.</summary>
    public bool IsUsed { get; } = IsUsedBy(options);

    /// <summary>Rows in the bag, ascending; only where <see cref="IsUsed"/>.</summary>
    public ReadOnlySpan<int> Rows => _rows.AsSpan(0, Count);

    public int Count { get; private set; } = data.RowCount;

    public static bool IsUsedBy(BoosterOptions options) =>
        options.BaggingFreq > 0 && (options.BaggingFraction < 1 || IsByClass(options));

    /// <summary>Each class has a fraction of its own.</summary>
    public static bool IsByClass(BoosterOptions options) => options is not { PosBaggingFraction: 1, NegBaggingFraction: 1 };

    /// <summary>Draws a new bag where the round begins one.</summary>
    public void StartRound(int round)
    {
        if (!IsUsed)
        {
            return;
        }
        int firstRound = round - round % options.BaggingFreq;
        if (firstRound == _firstRound)
        {
            return;
        }
        _firstRound = firstRound;
        if (_rows.Length == 0)
        {
            _rows = new int[data.RowCount];
        }
        Count = 0;
        var random = RandomStreams.Of(options.BaggingSeed ?? options.Seed, RandomStreams.Bagging, firstRound);
        if (options.BaggingByQuery)
        {
            DrawGroups(random);
        }
        else
        {
            DrawRows(random);
        }
    }

    /// <summary>Words below them are in the bag; of negative rows, of positive rows.</summary>
    static ulong[] LimitsOf(BoosterOptions options)
    {
        double[] fractions = IsByClass(options)
            ? [options.NegBaggingFraction, options.PosBaggingFraction] : [options.BaggingFraction, options.BaggingFraction];
        return Array.ConvertAll(fractions, fraction => (ulong)(fraction * (1ul << 32)));
    }

    void DrawRows(RandomStream random)
    {
        Span<uint> words = new uint[BlockRows];
        for (int begin = 0; begin < data.RowCount; begin += BlockRows)
        {
            int count = Math.Min(BlockRows, data.RowCount - begin);
            random.Fill((ulong)(data.FirstRow + begin), words[..count], Isa.Best);
            for (int i = 0; i < count; i++)
            {
                ulong limit = _limits[data.LabelValues[begin + i] > 0 ? 1 : 0];
                _rows[Count] = begin + i;
                Count += words[i] < limit ? 1 : 0;
            }
        }
    }

    void DrawGroups(RandomStream random)
    {
        int[] starts = data.GroupStarts!;
        for (int group = 0; group < starts.Length - 1; group++)
        {
            bool isIn = random.Word((ulong)(data.FirstRow + starts[group])) < _limits[0];
            for (int row = starts[group]; row < starts[group + 1] && isIn; row++)
            {
                _rows[Count++] = row;
            }
        }
    }
}
