using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace LowBit.Boosting;

/// <summary>
/// Decides by the stored values of one feature whether a row goes left. A byte column of the feature's own: a threshold
/// with a missing bin, or a set of bins; a bundle: a set of values; words: a threshold; sparse: a direction for the rows
/// without an entry and a decision for each entry.
/// </summary>
unsafe struct SplitTest
{
    readonly Split _split;
    readonly BinMapper _bins;
    readonly BinSet _left;
    readonly byte _lastLeft, _missing, _missingFlips;

    public SplitTest(in Split split, BinMapper bins, BinnedMatrix matrix)
    {
        (_split, _bins) = (split, bins);
        var place = matrix.Places[split.Feature];
        if (matrix.IsWord(place.Column))
        {
            Words = matrix.Words(place.Column);
        }
        else if (!matrix.IsByte(place.Column))
        {
            Sparse = matrix.Sparse(place.Column);
        }
        else
        {
            Column = matrix.Bytes(place.Column);
            IsSet = split.IsCategorical || place.OmitsDefault;
            _left = place.ValuesOf(split.LeftBins(bins), bins.BinCount);
            _lastLeft = (byte)Math.Clamp(split.Bin, 0, byte.MaxValue);
            _missing = (byte)Math.Max(0, bins.MissingBin);
            bool thresholdSays = bins.MissingBin <= split.Bin;
            _missingFlips = bins.MissingBin >= 0 && thresholdSays != split.MissingGoesLeft ? byte.MaxValue : (byte)0;
        }
    }

    /// <summary>Stored values by row, or null.</summary>
    public byte* Column { get; }

    /// <summary>Bins of two bytes by row, or null.</summary>
    public ushort* Words { get; }

    /// <summary>The sparse column, or null.</summary>
    public SparseColumn? Sparse { get; }

    /// <summary>The values that go left are no range; they must be looked up.</summary>
    public bool IsSet { get; }

    /// <summary>Whether a stored value of a byte column goes left.</summary>
    public readonly bool GoesLeft(int value) => _left.Contains(value);

    /// <summary>32 values against the threshold; bit i tells whether value i goes left.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly uint Compare(Vector256<byte> values)
    {
        var left = Vector256.LessThanOrEqual(values, Vector256.Create(_lastLeft));
        var flips = Vector256.Equals(values, Vector256.Create(_missing)) & Vector256.Create(_missingFlips);
        return (left ^ flips).ExtractMostSignificantBits();
    }

    /// <summary>32 values against the set, with AVX2: a value's byte of the set, and its bit of that byte.</summary>
    /// <inheritdoc cref="Compare"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly uint Contains(Vector256<byte> values)
    {
        var low = Vector128.Create(_left.Word(0), _left.Word(1)).AsByte();
        var high = Vector128.Create(_left.Word(2), _left.Word(3)).AsByte();
        var index = (values.AsUInt16() >> 3).AsByte() & Vector256.Create((byte)31);
        var bytes = Vector256.ConditionalSelect(
            Vector256.GreaterThan(index, Vector256.Create((byte)15)),
            Avx2.Shuffle(Vector256.Create(high, high), index), Avx2.Shuffle(Vector256.Create(low, low), index));
        var bits = Avx2.Shuffle(Vector256.Create(0x8040201008040201ul).AsByte(), values & Vector256.Create((byte)7));
        return Vector256.Equals(bytes & bits, bits).ExtractMostSignificantBits();
    }

    /// <summary>Up to 64 values one by one.</summary>
    public readonly ulong LookUp(byte* values, int count)
    {
        ulong word = 0;
        for (int i = 0; i < count; i++)
        {
            word |= _left.Bit(values[i]) << i;
        }
        return word;
    }

    /// <summary>Marks rows by two-byte bins.</summary>
    /// <inheritdoc cref="PartitionKernel.Mark"/>
    public readonly int MarkWords(int* rows, int count, ulong* marks)
    {
        int lefts = 0;
        for (int begin = 0; begin < count; begin += 64)
        {
            ulong word = 0;
            for (int i = begin; i < Math.Min(count, begin + 64); i++)
            {
                word |= (_split.GoesLeft(Words[rows[i]], _bins) ? 1ul : 0) << (i - begin);
            }
            marks[begin >> 6] = word;
            lefts += BitOperations.PopCount(word);
        }
        return lefts;
    }

    /// <summary>Marks all rows as the default bin goes, then turns those of entries that go elsewhere.</summary>
    /// <inheritdoc cref="PartitionKernel.Mark"/>
    public readonly int MarkSparse(int* rows, int count, ulong* marks)
    {
        bool defaultLeft = _split.GoesLeft(Sparse!.DefaultBin, _bins);
        new Span<ulong>(marks, (count + 63) / 64).Fill(defaultLeft ? ulong.MaxValue : 0);
        if (defaultLeft && count % 64 != 0)
        {
            marks[count >> 6] = (1ul << count) - 1;
        }
        int turned = 0;
        var bins = Sparse.Bins;
        foreach (var (row, entry) in Sparse.EntriesIn(new(rows, count)))
        {
            if (_split.GoesLeft(bins[entry], _bins) != defaultLeft)
            {
                marks[row >> 6] ^= 1ul << row;
                turned++;
            }
        }
        return defaultLeft ? count - turned : turned;
    }
}
