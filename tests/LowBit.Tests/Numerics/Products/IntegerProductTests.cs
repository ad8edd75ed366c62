using CsCheck;
using LowBit.Numerics;

namespace LowBit.Tests;

/// <summary>Every kernel that this machine runs, and those with an emulated instruction, next to sums in 64 bits.</summary>
public class IntegerProductTests
{
    const int Guard = 0x5A5A_5A5A;

    public static TheoryData<string> Names => [.. Kernels.Select(kernel => kernel.Name)];

    static IEnumerable<ProductKernel> Kernels => ProductKernel.All.Where(kernel => kernel.IsSupported).Concat(ProductKernel.Emulated);

    static ProductKernel Kernel(string name) => Kernels.First(kernel => kernel.Name == name);

    [Theory]
    [MemberData(nameof(Names))]
    public void EveryNumberOfTermsIsExactInEveryOrientation(string name)
    {
        for (int terms = 0; terms <= 257; terms++)
        {
            var leftOrder = ProductSamples.Orders[terms & 1];
            var rightOrder = ProductSamples.Orders[terms >> 1 & 1];
            AssertExact(name, 7, 17, terms, leftOrder, rightOrder, terms % 3, threads: 1);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void EveryRaggedShapeIsExactInEveryOrientation(string name)
    {
        foreach (int rows in new[] { 1, 2, 5, 6, 7, 12, 13, 20 })
        {
            foreach (int columns in new[] { 1, 7, 8, 15, 16, 17, 31, 32, 33, 50 })
            {
                foreach (var leftOrder in ProductSamples.Orders)
                {
                    foreach (var rightOrder in ProductSamples.Orders)
                    {
                        AssertExact(name, rows, columns, 37, leftOrder, rightOrder, gap: 3, threads: 1);
                    }
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void ManyBlocksAndStripsAreExactOnAnyThreads(string name)
    {
        foreach (int threads in new[] { 1, 2, 3 })
        {
            AssertExact(name, 101, 531, 40, StorageOrder.RowMajor, StorageOrder.ColumnMajor, 1, threads);
            AssertExact(name, 13, 40, 2101, StorageOrder.ColumnMajor, StorageOrder.RowMajor, 0, threads);
        }
    }

    [Fact]
    public void RandomShapesAreExactOnEveryKernel() => Gen.Select(
        Gen.Int[1, 40], Gen.Int[1, 70], Gen.Int[1, 90], Gen.Int[0, 3], Gen.Int[0, 3], Gen.UInt).Sample((rows, columns, terms, orders, gap, seed) =>
    {
        var left = ProductSamples.Bytes(rows, terms, ProductSamples.Orders[orders & 1], gap, seed: seed);
        var right = ProductSamples.Bytes(columns, terms, ProductSamples.Orders[orders >> 1], gap, seed: ~seed);
        foreach (var kernel in Kernels)
        {
            AssertExact(kernel, new ProductWorkspace(1 + orders % 3), left.View, right.View);
        }
    }, iter: 40);

    [Theory]
    [MemberData(nameof(Names))]
    public void ExtremeValuesAreExact(string name)
    {
        foreach (var left in Enum.GetValues<ProductSamples.Fill>())
        {
            foreach (var right in Enum.GetValues<ProductSamples.Fill>())
            {
                AssertExact(name, 13, 33, 259, StorageOrder.RowMajor, StorageOrder.RowMajor, 0, 1, left, right);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void MostTermsOfTheLargestMagnitudeFit(string name)
    {
        const int Terms = IntegerProduct.MaxTerms;
        foreach (var right in new[] { ProductSamples.Fill.AllLeast, ProductSamples.Fill.AllMost })
        {
            AssertExact(name, 1, 2, Terms, StorageOrder.RowMajor, StorageOrder.RowMajor, 0, 1, ProductSamples.Fill.AllLeast, right);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void WorkspaceServesSmallerAndLargerProductsInTurn(string name)
    {
        var workspace = new ProductWorkspace(2);
        foreach (int size in new[] { 3, 70, 9, 0, 40 })
        {
            AssertExact(
                Kernel(name), workspace, ProductSamples.Bytes(size, size).View, ProductSamples.Bytes(size + 1, size, seed: 2).View);
        }
    }

    [Fact]
    public void LinearLayersThreeProductsAreThoseOfTheTextbook()
    {
        const int Batch = 9, In = 21, Out = 14;
        var x = ProductSamples.Bytes(Batch, In, seed: 3).View;
        var w = ProductSamples.Bytes(Out, In, seed: 4).View;
        var g = ProductSamples.Bytes(Batch, Out, seed: 5).View;
        Assert.Equal(Textbook(Batch, Out, In, x, w.Transposed), Product(x, w));
        Assert.Equal(Textbook(Batch, In, Out, g, w), Product(g, w.Transposed));
        Assert.Equal(Textbook(Out, In, Batch, g.Transposed, x), Product(g.Transposed, x.Transposed));
    }

    [Fact]
    public void TooManyTermsAreAnErrorThatNamesTheSafeNumber()
    {
        var values = new sbyte[IntegerProduct.MaxTerms + 1];
        var error = Assert.Throws<ArgumentException>(() => IntegerProduct.Multiply(
            new(values, 1, values.Length), new(values, 1, values.Length), new ProductWorkspace(1), KernelPath.Scalar, new int[1]));
        Assert.StartsWith("131072 terms may overflow 32 bits; 131071 are safe for these operands.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ShapesThatDoNotMatchAreErrors()
    {
        Assert.StartsWith("left has 3 columns and right 4;", Error(3, 4, 4), StringComparison.Ordinal);
        Assert.StartsWith("destination has 3 elements; 2 × 2 are 4.", Error(3, 3, 3), StringComparison.Ordinal);

        static string Error(int leftColumns, int rightColumns, int length) => Assert.Throws<ArgumentException>(() =>
            IntegerProduct.Multiply(
                new(new sbyte[8], 2, leftColumns), new(new sbyte[8], 2, rightColumns), new ProductWorkspace(1), Isa.Best,
                new int[length])).Message;
    }

    [Fact]
    public void PathThatDoesNotRunHereIsAnError()
    {
        foreach (var path in Enum.GetValues<KernelPath>().Except(Isa.Supported))
        {
            Assert.Throws<ArgumentException>(() => IntegerProduct.Multiply(
                default, default, new ProductWorkspace(1), path, []));
        }
        Assert.All(Isa.Supported, path => Assert.Equal(path, ProductKernel.Of(path).Path));
    }

    static int[] Product(MatrixView<sbyte> left, MatrixView<sbyte> right)
    {
        var product = new int[left.Rows * right.Rows];
        IntegerProduct.Multiply(left, right, new ProductWorkspace(1), Isa.Best, product);
        return product;
    }

    static int[] Textbook(int rows, int columns, int terms, MatrixView<sbyte> left, MatrixView<sbyte> right)
    {
        var product = new int[rows * columns];
        for (int i = 0; i < rows; i++)
        {
            for (int j = 0; j < columns; j++)
            {
                for (int term = 0; term < terms; term++)
                {
                    product[i * columns + j] += left[i, term] * right[term, j];
                }
            }
        }
        return product;
    }

    static void AssertExact(
        string name, int rows, int columns, int terms, StorageOrder leftOrder, StorageOrder rightOrder, int gap, int threads,
        ProductSamples.Fill leftFill = ProductSamples.Fill.Random, ProductSamples.Fill rightFill = ProductSamples.Fill.Random) =>
        AssertExact(
            Kernel(name), new ProductWorkspace(threads), ProductSamples.Bytes(rows, terms, leftOrder, gap, leftFill).View,
            ProductSamples.Bytes(columns, terms, rightOrder, gap, rightFill, seed: 2).View);

    static void AssertExact(ProductKernel kernel, ProductWorkspace workspace, MatrixView<sbyte> left, MatrixView<sbyte> right)
    {
        int count = left.Rows * right.Rows;
        var destination = new int[count + 1];
        Array.Fill(destination, Guard);
        IntegerProduct.Multiply(left, right, workspace, kernel, destination);
        Assert.Equal(Guard, destination[count]);
        Assert.Equal(ProductSamples.Expected(left, right), Array.ConvertAll(destination[..count], sum => (long)sum));
    }
}
