using LowBit.Numerics;

namespace LowBit.Boosting;

/// <summary>
/// The rows that a tree is grown from. A row is in the bag if its random word is below fraction · 2³²; the word depends on
/// the global row and the round that the bag began with.
/// </summary>
sealed class Bag(BoosterOptions options, Dataset data)
{
    int[] _rows = [];
    int _firstRound = -1;

    /// <summary>Bagging is on; else every row is in the bag.</summary>
    public bool IsUsed { get; } = options.BaggingFreq > 0 && options.BaggingFraction < 1;

    /// <summary>Rows in the bag, ascending; only where <see cref="IsUsed"/>.</summary>
    public ReadOnlySpan<int> Rows => _rows.AsSpan(0, Count);

    public int Count { get; private set; } = data.RowCount;

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
        Draw(RandomStreams.Of(options.BaggingSeed ?? options.Seed, RandomStreams.Bagging, firstRound));
    }

    void Draw(RandomStream random)
    {
        const int BlockRows = 4096;
        ulong limit = (ulong)(options.BaggingFraction * (1ul << 32));
        Span<uint> words = new uint[BlockRows];
        Count = 0;
        for (int begin = 0; begin < data.RowCount; begin += BlockRows)
        {
            int count = Math.Min(BlockRows, data.RowCount - begin);
            random.Fill((ulong)(data.FirstRow + begin), words[..count], Isa.Best);
            for (int i = 0; i < count; i++)
            {
                _rows[Count] = begin + i;
                Count += words[i] < limit ? 1 : 0;
            }
        }
    }
}
