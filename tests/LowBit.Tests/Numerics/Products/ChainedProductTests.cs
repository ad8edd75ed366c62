using LowBit.Numerics;

namespace LowBit.Tests;

/// <summary>Every kernel that this machine runs, and those with an emulated instruction, next to sums in 64 bits.</summary>
public class ChainedProductTests
{
    public static TheoryData<string> Names => [.. Kernels.Select(kernel => kernel.Name)];

    static IEnumerable<ProductKernel> Kernels => ProductKernel.All.Where(kernel => kernel.IsSupported).Concat(ProductKernel.Emulated);

    [Theory]
    [MemberData(nameof(Names))]
    public void EveryNumberOfTermsGivesTheSameBits(string name)
    {
        for (int terms = 0; terms <= 257; terms++)
        {
            var (leftOrder, rightOrder) = (ProductSamples.Orders[terms & 1], ProductSamples.Orders[terms >> 1 & 1]);
            AssertBits(name, 7, 17, terms, new IntegerChain(16 - terms % 5), leftOrder, rightOrder, terms % 3);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void EveryChainLengthGivesTheSameBits(string name)
    {
        foreach (int length in new[] { 1, 2, 3, 5, 7, 8, 30, 31, 32, 33, 100, 101, 128 })
        {
            AssertBits(name, 13, 35, 77, new IntegerChain(13, length), StorageOrder.RowMajor, StorageOrder.ColumnMajor, 1);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void ManyBlocksAndStripsGiveTheSameBitsOnAnyThreads(string name)
    {
        foreach (int threads in new[] { 1, 2, 3 })
        {
            AssertBits(name, 101, 531, 40, new IntegerChain(15), StorageOrder.RowMajor, StorageOrder.RowMajor, 0, threads);
            AssertBits(name, 7, 35, 1400, new IntegerChain(14), StorageOrder.RowMajor, StorageOrder.ColumnMajor, 0, threads);
            AssertBits(name, 7, 35, 1400, new IntegerChain(8), StorageOrder.ColumnMajor, StorageOrder.RowMajor, 0, threads);
        }
    }

    [Theory]
    [InlineData(16, 2)]
    [InlineData(15, 8)]
    [InlineData(14, 32)]
    [InlineData(13, 128)]
    [InlineData(12, 512)]
    [InlineData(8, 133_144)]
    public void LongestChainIsTheSafeOne(int bits, int length)
    {
        Assert.Equal(length, new IntegerChain(bits).Length);
        Assert.Equal(length, new IntegerChain(bits, length).Length);
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => new IntegerChain(bits, length + 1));
        Assert.StartsWith(
            $"A chain of {length + 1} terms of {bits} bits may overflow 32 bits; {length} are safe.", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => new IntegerChain(bits, 0));
    }

    [Theory]
    [InlineData(16, 2)]
    [InlineData(15, 8)]
    [InlineData(14, 32)]
    [InlineData(13, 128)]
    public void SafeChainsNeverOverflowAndOneTermMoreDoes(int bits, int length)
    {
        var most = ProductSamples.Shorts(2, 4 * length, bits, fill: ProductSamples.Fill.AllMost).View;
        Assert.Equal(0, ChainedProduct.MultiplyCounting(most, most, length, AccumulatorOverflow.WrapAround, new float[4]));
        Assert.True(ChainedProduct.MultiplyCounting(most, most, length + 1, AccumulatorOverflow.WrapAround, new float[4]) > 0);
    }

    [Fact]
    public void LongChainsOfSixteenBitsOverflowAndLoseTheSum()
    {
        const int Terms = 64;
        var most = ProductSamples.Shorts(1, Terms, 16, fill: ProductSamples.Fill.AllMost).View;
        var (wrapped, saturated, safe) = (new float[1], new float[1], new float[1]);
        Assert.True(ChainedProduct.MultiplyCounting(most, most, Terms, AccumulatorOverflow.WrapAround, wrapped) > 0);
        Assert.Equal(Terms - 2, ChainedProduct.MultiplyCounting(most, most, Terms, AccumulatorOverflow.Saturate, saturated));
        ChainedProduct.Multiply(most, most, new IntegerChain(16), new ProductWorkspace(1), Isa.Best, safe);
        Assert.Equal(-4194240f, wrapped[0]); // 64 · 32767² = 16 · 2³² − 4,194,240
        Assert.Equal(int.MaxValue, saturated[0]);
        Assert.Equal(Terms * 32767.0 * 32767.0, safe[0], Terms * 32767.0 * 32767.0 * 34 / (1 << 24));
    }

    [Fact]
    public void CountingGivesTheProductWhereNothingOverflows()
    {
        var left = ProductSamples.Shorts(3, 50, 14).View;
        var right = ProductSamples.Shorts(4, 50, 14, seed: 2).View;
        var (counted, product) = (new float[12], new float[12]);
        Assert.Equal(0, ChainedProduct.MultiplyCounting(left, right, 32, AccumulatorOverflow.Saturate, counted));
        ChainedProduct.Multiply(left, right, new IntegerChain(14), new ProductWorkspace(1), Isa.Best, product);
        Assert.Equal(product, counted);
    }

    [Fact]
    public void LevelsBeyondTheStatedBitsAreAnError()
    {
        var values = new short[40];
        values[33] = short.MinValue;
        var error = Assert.Throws<ArgumentException>(() => ChainedProduct.Multiply(
            new(new short[40], 1, 40), new(values, 1, 40), new IntegerChain(16), new ProductWorkspace(1), Isa.Best, new float[1]));
        Assert.StartsWith("right has values from -32768 to 0; 16 bits hold -32767 to 32767.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ChainWithoutLengthIsAnError() => Assert.Throws<ArgumentOutOfRangeException>(() => ChainedProduct.Multiply(
        default, default, default, new ProductWorkspace(1), Isa.Best, []));

    static void AssertBits(
        string name, int rows, int columns, int terms, IntegerChain chain, StorageOrder leftOrder, StorageOrder rightOrder, int gap,
        int threads = 1)
    {
        var left = ProductSamples.Shorts(rows, terms, chain.Bits, leftOrder, gap).View;
        var right = ProductSamples.Shorts(columns, terms, chain.Bits, rightOrder, gap, seed: 2).View;
        var destination = new float[rows * columns + 1];
        Array.Fill(destination, -7);
        ChainedProduct.Multiply(
            left, right, chain, new ProductWorkspace(threads), Kernels.First(kernel => kernel.Name == name), destination);
        Assert.Equal([.. Expected(left, right, chain.Length), -7], destination);
    }

    static float[] Expected(MatrixView<short> left, MatrixView<short> right, int chainLength)
    {
        var product = new float[left.Rows * right.Rows];
        for (int i = 0; i < product.Length; i++)
        {
            long chain = 0;
            for (int term = 0; term < left.Columns; term++)
            {
                chain += left[i / right.Rows, term] * right[i % right.Rows, term];
                if ((term + 1) % chainLength == 0 || term + 1 == left.Columns)
                {
                    product[i] += chain;
                    chain = 0;
                }
            }
        }
        return product;
    }
}
