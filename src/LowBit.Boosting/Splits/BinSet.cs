namespace LowBit.Boosting;

/// <summary>A set of the bins 0 … 255.</summary>
unsafe struct BinSet : IEquatable<BinSet>
{
    public const int WordCount = 4, Size = 64 * WordCount;

    fixed ulong _words[WordCount];

    public readonly bool Contains(int bin) => Bit(bin) != 0;

    /// <summary>1 for a bin of the set, 0 for another.</summary>
    public readonly ulong Bit(int bin) => (_words[bin >> 6] >> bin) & 1;

    public void Add(int bin) => _words[bin >> 6] |= 1ul << bin;

    /// <summary>Adds or removes a bin.</summary>
    public void Set(int bin, bool isIn) => _words[bin >> 6] = _words[bin >> 6] & ~(1ul << bin) | (isIn ? 1ul : 0) << bin;

    /// <summary>The bins below some: 0 … 256.</summary>
    public static BinSet Below(int end)
    {
        var set = default(BinSet);
        for (int word = 0; word < WordCount; word++)
        {
            int bits = Math.Clamp(end - 64 * word, 0, 64);
            set._words[word] = bits == 64 ? ulong.MaxValue : (1ul << bits) - 1;
        }
        return set;
    }

    public readonly ulong Word(int word) => _words[word];

    public readonly bool Equals(BinSet other) => (Word(0), Word(1), Word(2), Word(3))
        == (other.Word(0), other.Word(1), other.Word(2), other.Word(3));

    public override readonly bool Equals(object? obj) => obj is BinSet other && Equals(other);

    public override readonly int GetHashCode() => HashCode.Combine(Word(0), Word(1), Word(2), Word(3));
}
