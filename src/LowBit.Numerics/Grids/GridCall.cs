using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace LowBit.Numerics;

/// <summary>
/// What values are rounded with: value i is multiplied by its group's inverse scale and rounded with the random word of
/// index FirstIndex + i; numbers are multiplied by the group's scale.
/// </summary>
readonly ref struct GridCall
{
    static readonly float[] One = [1];

    readonly ReadOnlySpan<float> _inverses, _scales;
    readonly RandomStream _random;
    readonly ulong _firstIndex;
    readonly int _offset, _groupShift;

    /// <summary>One scale for all values.</summary>
    internal GridCall(in float inverse, in float scale, RandomStream random, ulong firstIndex)
        : this(new(in inverse), new(in scale), 31, random, firstIndex)
    {
    }

    /// <summary>A scale for each 2^<paramref name="groupShift"/> values.</summary>
    internal GridCall(
        ReadOnlySpan<float> inverses, ReadOnlySpan<float> scales, int groupShift, RandomStream random, ulong firstIndex,
        int offset = 0)
    {
        (_groupShift, _random, _firstIndex, _offset) = (groupShift, random, firstIndex, offset);
        _inverses = inverses;
        _scales = scales;
    }

    /// <summary>No scale.</summary>
    internal static GridCall Plain(RandomStream random, ulong firstIndex) => new(One, One, 31, random, firstIndex);

    /// <summary>The same for the values from <paramref name="offset"/> on.</summary>
    internal GridCall From(int offset) =>
        new(_inverses, _scales, _groupShift, _random, _firstIndex + (ulong)offset, _offset + offset);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal float Inverse(int i) => Unsafe.Add(ref MemoryMarshal.GetReference(_inverses), (_offset + i) >>> _groupShift);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal float Scale(int i) => Unsafe.Add(ref MemoryMarshal.GetReference(_scales), (_offset + i) >>> _groupShift);

    /// <summary>The random word of value i.</summary>
    internal uint Word(int i) => _random.Word(_firstIndex + (ulong)i);

    /// <summary>The random words of the values from i on.</summary>
    internal void Words(int i, Span<uint> words) => _random.Fill(_firstIndex + (ulong)i, words, Isa.Best);
}
