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

    public readonly ulong Word(int word) => _words[word];

    public readonly bool Equals(BinSet other) => (Word(0), Word(1), Word(2), Word(3))
        == (other.Word(0), other.Word(1), other.Word(2), other.Word(3));

    public override readonly bool Equals(object? obj) => obj is BinSet other && Equals(other);

    public override readonly int GetHashCode() => HashCode.Combine(Word(0), Word(1), Word(2), Word(3));
}
