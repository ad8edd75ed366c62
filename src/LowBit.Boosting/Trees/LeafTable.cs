using System.Runtime.CompilerServices;

namespace LowBit.Boosting;

/// <summary>
/// One worker's sums by leaf. With few leaves neighbouring rows add to four copies in turn, because an addition to a word
/// waits for the one before it.
/// </summary>
/// <param name="maxLeaves">Leaves.</param>
sealed unsafe class LeafTable(int maxLeaves)
{
    const int Copies = 4;
    const int FewLeaves = 256;

    /// <summary>Rows that <see cref="AddCounting"/> takes before <see cref="Unpack"/>: |Σ gradient| stays below 2⁴⁶.</summary>
    public const int MaxCounted = (1 << CountBits) - 1;

    const int CountBits = 16;

    readonly int _copies = maxLeaves <= FewLeaves ? Copies : 1;
    readonly long[] _words = new long[(maxLeaves <= FewLeaves ? Copies : 1) * 2 * maxLeaves];
    readonly long[] _packed = new long[(maxLeaves <= FewLeaves ? Copies : 1) * maxLeaves];

    /// <summary>Adds rows with hessians.</summary>
    /// <param name="leaves">[count] leaf of each row.</param>
    /// <param name="gradients">[count] |code| ≤ 2³⁰.</param>
    /// <param name="hessians">[count] codes.</param>
    /// <param name="count">Rows.</param>
    public void Add(ushort* leaves, int* gradients, int* hessians, int count)
    {
        int stride = _copies == 1 ? 0 : 2 * maxLeaves, row = 0;
        fixed (long* first = _words)
        {
            long* second = first + stride, third = second + stride, fourth = third + stride;
            for (; row <= count - Copies; row += Copies)
            {
                AddOne(first + 2 * leaves[row], gradients[row], hessians[row]);
                AddOne(second + 2 * leaves[row + 1], gradients[row + 1], hessians[row + 1]);
                AddOne(third + 2 * leaves[row + 2], gradients[row + 2], hessians[row + 2]);
                AddOne(fourth + 2 * leaves[row + 3], gradients[row + 3], hessians[row + 3]);
            }
            for (; row < count; row++)
            {
                AddOne(first + 2 * leaves[row], gradients[row], hessians[row]);
            }
        }
    }

    /// <summary>Adds rows whose hessian is 1: gradient and count in one word.</summary>
    /// <inheritdoc cref="Add"/>
    public void AddCounting(ushort* leaves, int* gradients, int count)
    {
        int stride = _copies == 1 ? 0 : maxLeaves, row = 0;
        fixed (long* first = _packed)
        {
            long* second = first + stride, third = second + stride, fourth = third + stride;
            for (; row <= count - Copies; row += Copies)
            {
                first[leaves[row]] += Pack(gradients[row]);
                second[leaves[row + 1]] += Pack(gradients[row + 1]);
                third[leaves[row + 2]] += Pack(gradients[row + 2]);
                fourth[leaves[row + 3]] += Pack(gradients[row + 3]);
            }
            for (; row < count; row++)
            {
                first[leaves[row]] += Pack(gradients[row]);
            }
        }
    }

    /// <summary>Moves what <see cref="AddCounting"/> added to the sums.</summary>
    /// <param name="leafCount">Leaves in use.</param>
    public void Unpack(int leafCount)
    {
        for (int copy = 0; copy < _copies; copy++)
        {
            var packed = _packed.AsSpan(copy * maxLeaves, leafCount);
            for (int leaf = 0; leaf < packed.Length; leaf++)
            {
                _words[2 * leaf] += packed[leaf] >> CountBits;
                _words[2 * leaf + 1] += packed[leaf] & (1 << CountBits) - 1;
            }
            packed.Clear();
        }
    }

    /// <summary>Adds the sums to others and starts again from 0.</summary>
    /// <param name="total">in, out: Σ gradient and Σ hessian of each leaf, one after the other.</param>
    public void MoveTo(Span<long> total)
    {
        for (int copy = 0; copy < _copies; copy++)
        {
            var words = _words.AsSpan(copy * 2 * maxLeaves, total.Length);
            for (int i = 0; i < words.Length; i++)
            {
                total[i] += words[i];
            }
            words.Clear();
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void AddOne(long* leaf, int gradient, int hessian)
    {
        leaf[0] += gradient;
        leaf[1] += hessian;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static long Pack(int gradient) => ((long)gradient << CountBits) + 1;
}
