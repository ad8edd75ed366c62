using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
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

    static readonly BinnedMatrix Matrix = MatrixOf(Column);

    static readonly NumericBins NoMissing = Bins(MissingType.None), Zero = Bins(MissingType.Zero), NaN = Bins(MissingType.NaN);

    static NumericBins Bins(MissingType missing) => new([-2, -1, 1, 2, 3, 4, 5, double.PositiveInfinity], missing, 0, 0);

    static readonly Gen<(Split Split, BinMapper Bins)> Tests = Gen.OneOf(
        Gen.Select(Gen.Int[0, 7], Gen.Bool, Gen.OneOf(NoMissing, Zero, NaN), (bin, missing, bins) =>
            (new Split { Bin = bin, MissingGoesLeft = missing && bins.MissingBin >= 0 }, (BinMapper)bins)),
        Gen.Int[0, 511].Select(set => (SetOf(set), (BinMapper)new CategoricalBins([1, 2, 3, 4, 5, 6, 7, 8], hasOthers: true))));

    static BinnedMatrix MatrixOf(byte[] bins)
    {
        using var team = new WorkerTeam(1);
        var column = new NativeBuffer<byte>(bins.Length);
        bins.CopyTo(column.Span);
        return new([new ByteColumn(column)], [9], bins.Length, team);
    }

    static Split SetOf(int set)
    {
        var split = new Split { Bin = -1 };
        foreach (int bin in Enumerable.Range(0, 9).Where(bin => (set >> bin & 1) != 0))
        {
            split.Categories.Add(bin);
        }
        return split;
    }

    [Fact]
    public void VectorsLookEveryValueUp()
    {
        Assert.SkipUnless(Avx2.IsSupported, "needs AVX2");
        byte[] all = [.. Enumerable.Range(0, 256).Select(value => (byte)value)];
        var matrix = MatrixOf(all);
        Cases.ForEach(100, Gen.Bool.Array[256], isLeft =>
        {
            var split = new Split { Bin = -1 };
            Array.ForEach(Array.FindAll(all, value => isLeft[value]), value => split.Categories.Add(value));
            var test = new SplitTest(split, new CategoricalBins([.. Enumerable.Range(1, 255)], hasOthers: true), matrix);
            for (int first = 0; first < 256; first += 32)
            {
                uint expected = 0;
                for (int i = 0; i < 32; i++)
                {
                    expected |= (isLeft[first + i] ? 1u : 0) << i;
                }
                Assert.Equal(expected, test.Contains(Vector256.Create(all.AsSpan(first, 32))));
            }
        });
    }

    /// <summary>Rows in any order, as a leaf of a bag may hold them.</summary>
    static int[] RowsOf(int count) => [.. Enumerable.Range(0, count).Select(i => i * 389 % 1000)];

    static (int Lefts, ulong[] Marks) Mark(PartitionKernel kernel, int[] rows, Split split, BinMapper bins)
    {
        var marks = new ulong[(rows.Length + 63) / 64 + 1];
        Array.Fill(marks, ulong.MaxValue);
        fixed (int* start = rows)
        fixed (ulong* words = marks)
        {
            int lefts = kernel.Mark(start, rows.Length, new(split, bins, Matrix), words);
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
            foreach (ulong pattern in (ulong[])[0, 1, 0xFF, ~1ul, ulong.MaxValue, 0x9E37_79B9_7F4A_7C15 * (ulong)(count + 1)])
            {
                AssertMoved(PartitionKernel.For(path), count, pattern);
            }
        }
    }

    static void AssertMoved(PartitionKernel kernel, int count, ulong pattern)
    {
        ulong[] marks = [.. Enumerable.Repeat(pattern, count / 64 + 1)];
        bool GoesLeft(int i) => (pattern >> i & 1) != 0;
        int[] from = RowsOf(count), order = [.. Enumerable.Range(0, count).OrderByDescending(GoesLeft)]; // a stable sort
        short[] packedFrom = [.. from.Select(row => (short)(row * 31))];
        int lefts = order.Count(GoesLeft);
        int[] rows = [.. Enumerable.Repeat(RowGuard, count + 2 * Guards)];
        short[] packed = [.. Enumerable.Repeat(PackedGuard, count + 2 * Guards)];
        fixed (ulong* words = marks)
        fixed (int* source = from, left = rows)
        fixed (short* packedSource = packedFrom, packedLeft = packed)
        {
            kernel.MoveRows(source, count, words, lefts, left, left + lefts + Guards);
            kernel.MovePacked(packedSource, count, words, lefts, packedLeft, packedLeft + lefts + Guards);
        }
        AssertSame(from, order, lefts, RowGuard, rows);
        AssertSame(packedFrom, order, lefts, PackedGuard, packed);
    }

    /// <summary>Left elements, guards, right elements, guards.</summary>
    static void AssertSame<T>(T[] source, int[] order, int lefts, T guard, T[] moved)
    {
        T[] elements = [.. order.Select(i => source[i])], guards = [.. Enumerable.Repeat(guard, Guards)];
        Assert.True(moved.AsSpan().SequenceEqual([.. elements[..lefts], .. guards, .. elements[lefts..], .. guards]), $"{order.Length} rows");
    }

    [Fact]
    public void EachPathHasItsKernel()
    {
        Assert.IsType<ScalarPartitionKernel>(PartitionKernel.For(KernelPath.Scalar));
        Assert.IsType<VectorPartitionKernel>(PartitionKernel.For(KernelPath.Vector));
        Assert.Equal(Isa.Supports(KernelPath.Avx2), PartitionKernel.For(KernelPath.Avx2) is Avx2PartitionKernel);
        Assert.Equal(Isa.Supports(KernelPath.Avx512), PartitionKernel.For(KernelPath.Avx512) is Avx512PartitionKernel);
    }
}
