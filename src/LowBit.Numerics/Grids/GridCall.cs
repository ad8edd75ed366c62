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

    /// <summary>A scale for each 2^<paramref name="groupShift"/> values.</summary>
    internal GridCall(
        ReadOnlySpan<float> inverses, ReadOnlySpan<float> scales, int groupShift, RandomStream random, ulong firstIndex,
        int offset = 0, int following = 0)
    {
        (_groupShift, _random, _firstIndex, _offset, Following) = (groupShift, random, firstIndex, offset, following);
        _inverses = inverses;
        _scales = scales;
    }

    /// <summary>No scale.</summary>
    internal static GridCall Plain(RandomStream random, ulong firstIndex) => new(One, One, 31, random, firstIndex);

    /// <summary>The same from a value on.</summary>
    /// <param name="offset">That value.</param>
    /// <param name="cut">How many of the last values come later.</param>
    internal GridCall From(int offset, int cut = 0) =>
        new(_inverses, _scales, _groupShift, _random, _firstIndex + (ulong)offset, _offset + offset, Following + cut);

    /// <summary>How many values lie behind these and are read next.</summary>
    internal int Following { get; }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal float Inverse(int i) => Unsafe.Add(ref MemoryMarshal.GetReference(_inverses), Group(i));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal float Scale(int i) => Unsafe.Add(ref MemoryMarshal.GetReference(_scales), Group(i));

    // The values that fill the last turn up belong to the last group.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    int Group(int i) => Math.Min((_offset + i) >>> _groupShift, _scales.Length - 1);

    /// <summary>How many values from i on, below the end, have one scale.</summary>
    internal int RunLength(int i, int end)
    {
        int group = Group(i);
        return Math.Min(end, group == _scales.Length - 1 ? end : ((group + 1) << _groupShift) - _offset) - i;
    }

    /// <summary>Whether the values of a vector, laid from a multiple of its lanes on, have one scale.</summary>
    internal bool Fits(int lanes) => 1 << _groupShift >= lanes || _scales.Length == 1;

    /// <summary>The inverse scales of four vectors of values from i, a multiple of their number, on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Inverses<TSingles>(int i, out TSingles r0, out TSingles r1, out TSingles r2, out TSingles r3)
        where TSingles : struct, ISingles<TSingles> =>
        Spread(ref MemoryMarshal.GetReference(_inverses), i, out r0, out r1, out r2, out r3);

    /// <summary>The scales of the same values.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Scales<TSingles>(int i, out TSingles r0, out TSingles r1, out TSingles r2, out TSingles r3)
        where TSingles : struct, ISingles<TSingles> =>
        Spread(ref MemoryMarshal.GetReference(_scales), i, out r0, out r1, out r2, out r3);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    void Spread<TSingles>(ref float groups, int i, out TSingles r0, out TSingles r1, out TSingles r2, out TSingles r3)
        where TSingles : struct, ISingles<TSingles>
    {
        r0 = r1 = r2 = r3 = TSingles.Create(Unsafe.Add(ref groups, Group(i)));
        if (1 << _groupShift < 4 * TSingles.Count)
        {
            r1 = TSingles.Create(Unsafe.Add(ref groups, Group(i + TSingles.Count)));
            r2 = TSingles.Create(Unsafe.Add(ref groups, Group(i + 2 * TSingles.Count)));
            r3 = TSingles.Create(Unsafe.Add(ref groups, Group(i + 3 * TSingles.Count)));
        }
    }

    /// <summary>The random word of value i.</summary>
    internal uint Word(int i) => _random.Word(_firstIndex + (ulong)i);

    /// <summary>The random words of the values from i on.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    internal void Words(int i, KernelPath path, Span<uint> words) => _random.Fill(_firstIndex + (ulong)i, words, path);
}
