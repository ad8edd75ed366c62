using CsCheck;
using LowBit.Boosting;
using LowBit.Numerics;

namespace LowBit.Tests;

public unsafe class PartitionKernelTests
{
    const int Longest = 257;

    /// <summary>Words behind the targets that no path may touch.</summary>
    const int Guards = 40, RowGuard = -77;
    const short PackedGuard = -77;

    static readonly byte[] Column = [.. Enumerable.Range(0, 1000).Select(row => (byte)(new RandomStream(1, 1, 0).Word((ulong)row) % 9))];

    public static TheoryData<KernelPath> Paths => [.. Isa.Supported];

    static readonly NumericBins NoMissing = Bins(MissingType.None), Zero = Bins(MissingType.Zero), NaN = Bins(MissingType.NaN);

    static NumericBins Bins(MissingType missing) => new([-2, -1, 1, 2, 3, 4, 5, double.PositiveInfinity], missing, 0, 0);

    static readonly Gen<(Split Split, BinMapper Bins)> Tests = Gen.OneOf(
        Gen.Select(Gen.Int[0, 7], Gen.Bool, Gen.OneOf(NoMissing, Zero, NaN), (bin, missing, bins) =>
            (new Split { Bin = bin, MissingGoesLeft = missing && bins.MissingBin >= 0 }, (BinMapper)bins)),
        Gen.Int[0, 511].Select(set => (SetOf(set), (BinMapper)new CategoricalBins([1, 2, 3, 4, 5, 6, 7, 8], hasOthers: true))));

    static Split SetOf(int set)
    {
        var split = new Split { Bin = -1 };
        foreach (int bin in Enumerable.Range(0, 9).Where(bin => (set >> bin & 1) != 0))
        {
            split.Categories.Add(bin);
        }
        return split;
    }

    /// <summary>Rows in any order, as a leaf of a bag may hold them.</summary>
    static int[] RowsOf(int count) => [.. Enumerable.Range(0, count).Select(i => i * 389 % 1000)];

    static (int Lefts, ulong[] Marks) Mark(PartitionKernel kernel, int[] rows, Split split, BinMapper bins)
    {
        var marks = new ulong[(rows.Length + 63) / 64 + 1];
        Array.Fill(marks, ulong.MaxValue);
        fixed (byte* column = Column)
        fixed (int* start = rows)
        fixed (ulong* words = marks)
        {
            int lefts = kernel.Mark(start, rows.Length, new(split, bins, column), words);
            return (lefts, marks);
        }
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public void RowsAreMarkedAsTheSplitSays(KernelPath path) => Cases.ForEach(600, Gen.Select(Tests, Gen.Int[0, Longest]), draw =>
    {
        var ((split, bins), count) = draw;
        int[] rows = RowsOf(count);
        var left = split.LeftBins(bins);
        bool[] expected = [.. rows.Select(row => left.Contains(Column[row]))];
        var (lefts, marks) = Mark(PartitionKernel.For(path), rows, split, bins);
        Assert.Equal(expected.Count(goesLeft => goesLeft), lefts);
        // bits behind the last row are 0, words behind the last word are left alone
        Assert.Equal(expected.Concat(Enumerable.Repeat(false, -count & 63)), Bits(marks[..^1]));
        Assert.Equal(ulong.MaxValue, marks[^1]);
    });

    static IEnumerable<bool> Bits(ulong[] marks) => marks.SelectMany(word => Enumerable.Range(0, 64).Select(bit => (word >> bit & 1) != 0));

    [Theory]
    [MemberData(nameof(Paths))]
    public void EveryLengthIsMovedInOrderAndNothingBehindItsTargetsIsTouched(KernelPath path)
    {
        for (int count = 0; count <= Longest; count++)
        {
            AssertMoved(path, count, _ => true);
            AssertMoved(path, count, _ => false);
            AssertMoved(path, count, i => (new RandomStream(2, (uint)count, 0).Word((ulong)i) & 3) == 0);
        }
    }

    static void AssertMoved(KernelPath path, int count, Func<int, bool> goesLeft)
    {
        var marks = new ulong[count / 64 + 1];
        foreach (int i in Enumerable.Range(0, count).Where(goesLeft))
        {
            marks[i >> 6] |= 1ul << i;
        }
        int[] order = [.. Enumerable.Range(0, count).Where(goesLeft), .. Enumerable.Range(0, count).Where(i => !goesLeft(i))];
        int lefts = Enumerable.Range(0, count).Count(goesLeft);
        int[] rows = Targets(RowsOf(count), RowGuard);
        short[] packed = Targets<short>([.. RowsOf(count).Select(row => (short)(row * 31))], PackedGuard);
        var kernel = PartitionKernel.For(path);
        fixed (ulong* words = marks)
        fixed (int* from = RowsOf(count), to = rows)
        fixed (short* packedFrom = RowsOf(count).Select(row => (short)(row * 31)).ToArray(), packedTo = packed)
        {
            kernel.MoveRows(from, count, words, lefts, to, to + lefts + Guards);
            kernel.MovePacked(packedFrom, count, words, lefts, packedTo, packedTo + lefts + Guards);
        }
        int[] expected = [.. order.Select(i => RowsOf(count)[i])];
        Assert.Equal(Apart(expected, lefts, RowGuard), rows);
        Assert.Equal(Apart([.. expected.Select(row => (short)(row * 31))], lefts, PackedGuard), packed);
    }

    /// <summary>Room for the moved elements with guards behind the left ones and behind the right ones.</summary>
    static T[] Targets<T>(T[] elements, T guard) => [.. Enumerable.Repeat(guard, elements.Length + 2 * Guards)];

    static T[] Apart<T>(T[] moved, int lefts, T guard) =>
        [.. moved[..lefts], .. Enumerable.Repeat(guard, Guards), .. moved[lefts..], .. Enumerable.Repeat(guard, Guards)];

    [Fact]
    public void EachPathHasItsKernel()
    {
        Assert.IsType<ScalarPartitionKernel>(PartitionKernel.For(KernelPath.Scalar));
        Assert.IsType<VectorPartitionKernel>(PartitionKernel.For(KernelPath.Vector));
        Assert.IsType<VectorPartitionKernel>(PartitionKernel.For(KernelPath.Avx2));
        Assert.Equal(Isa.Supports(KernelPath.Avx512), PartitionKernel.For(KernelPath.Avx512) is Avx512PartitionKernel);
    }
}
