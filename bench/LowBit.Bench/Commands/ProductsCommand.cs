using System.Diagnostics;
using LowBit.Numerics;

namespace LowBit.Bench;

/// <summary>Rates of integer products on every kernel that runs here, beside the peak of each kernel's instruction.</summary>
static class ProductsCommand
{
    /// <summary>A product [rows × terms] · [columns × terms]ᵀ.</summary>
    /// <param name="Name">Which of the three of a linear layer.</param>
    /// <param name="Rows">Rows of the product.</param>
    /// <param name="Terms">Terms of a sum.</param>
    /// <param name="Columns">Columns of the product.</param>
    /// <param name="LeftOrder">How the rows' operand lies in memory.</param>
    /// <param name="RightOrder">How the columns' operand lies in memory.</param>
    sealed record Shape(string Name, int Rows, int Terms, int Columns, StorageOrder LeftOrder, StorageOrder RightOrder)
    {
        internal string Size => $"{Rows} × {Terms} × {Columns}";

        internal double Operations => 2.0 * Rows * Terms * Columns;
    }

    /// <summary>A kernel on a shape; the chained products of 14-bit levels have their own rows.</summary>
    /// <param name="Shape">What is multiplied.</param>
    /// <param name="Kernel">With what.</param>
    /// <param name="Bits">Of an operand.</param>
    sealed record Case(Shape Shape, ProductKernel Kernel, int Bits);

    public static void Run(Arguments arguments)
    {
        var (batch, input, output) = (arguments.Number("batch", 2048), arguments.Number("in", 768), arguments.Number("out", 3072));
        var square = arguments.Number("square", 1024);
        var rounds = arguments.Number("rounds", 9);
        var threads = arguments.Number("threads", 1);
        var path = arguments.Text("markdown", "");
        arguments.RejectOthers();

        var (rowMajor, columnMajor) = (StorageOrder.RowMajor, StorageOrder.ColumnMajor);
        Shape[] shapes =
        [
            new("Y = X·Wᵀ", batch, input, output, rowMajor, rowMajor),
            new("∂X = G·W", batch, output, input, rowMajor, columnMajor),
            new("∂W = Gᵀ·X", output, batch, input, columnMajor, columnMajor),
            new("square", square, square, square, rowMajor, rowMajor),
        ];
        Case[] cases =
        [
            .. shapes.SelectMany(shape => Kernels.Select(kernel => new Case(shape, kernel, 8))),
            .. Kernels.Select(kernel => new Case(shapes[0], kernel, 14)),
        ];
        var report = new Report();
        report.Line("# Integer products");
        report.Line();
        report.Line($"Operations (a multiplication and an addition are two) in 10⁹ a second on {threads} thread(s), packing included: 8-bit operands, sums in "
            + $"int32; 14-bit operands, chains of {new IntegerChain(14).Length} terms, sums in float32. Peak: the kernel's instruction on twelve registers, one thread, "
            + $"nothing loaded. Share: of {threads} peak(s), measured right before. Medians of {rounds} rounds in turn.");
        report.Line();
        report.Table(["product", "m × k × n", "bits", "kernel", "G/s", "peak", "share"], Measure(cases, rounds, threads));
        report.Machine(arguments);
        if (path != "")
        {
            report.Save(path);
        }
    }

    // plain loops take minutes
    static IEnumerable<ProductKernel> Kernels => ProductKernel.All.Where(kernel => kernel.IsSupported && kernel.Bytes != null);

    static IEnumerable<string[]> Measure(Case[] cases, int rounds, int threads)
    {
        var workspace = new ProductWorkspace(threads);
        var runs = cases.Select(_ => new List<(double Rate, double Peak)>()).ToArray();
        for (var round = -1; round < rounds; round++) // the first one warms up
        {
            foreach (var (index, current) in cases.Index())
            {
                var peak = ProductPeak.Measure(current.Kernel.Name, current.Bits);
                var rate = Rate(current, workspace);
                if (round >= 0)
                {
                    runs[index].Add((rate, peak));
                }
            }
        }
        return cases.Zip(runs, (current, measured) => (string[])
        [
            current.Shape.Name, current.Shape.Size, $"{current.Bits}", current.Kernel.Name,
            Report.Number(Statistics.Median([.. measured.Select(run => run.Rate)]), "F0"),
            Report.Number(Statistics.Median([.. measured.Select(run => run.Peak)]), "F0"),
            Report.Number(Statistics.Median([.. measured.Select(run => run.Rate / (threads * run.Peak))]), "P0"),
        ]);
    }

    static double Rate(Case current, ProductWorkspace workspace)
    {
        var shape = current.Shape;
        if (current.Bits == 8)
        {
            var (left, right) = (Bytes(shape.Rows * shape.Terms), Bytes(shape.Columns * shape.Terms));
            var sums = new int[shape.Rows * shape.Columns];
            return Rate(shape, () => IntegerProduct.Multiply(
                new(left, shape.Rows, shape.Terms, shape.LeftOrder), new(right, shape.Columns, shape.Terms, shape.RightOrder),
                workspace, current.Kernel, sums));
        }
        var (wideLeft, wideRight) = (Shorts(shape.Rows * shape.Terms), Shorts(shape.Columns * shape.Terms));
        var totals = new float[shape.Rows * shape.Columns];
        return Rate(shape, () => ChainedProduct.Multiply(
            new(wideLeft, shape.Rows, shape.Terms, shape.LeftOrder), new(wideRight, shape.Columns, shape.Terms, shape.RightOrder),
            new IntegerChain(current.Bits), workspace, current.Kernel, totals));
    }

    // the second of two: the first one meets cold memory
    static double Rate(Shape shape, Action multiply)
    {
        multiply();
        var watch = Stopwatch.StartNew();
        multiply();
        return shape.Operations / watch.Elapsed.TotalSeconds / 1e9;
    }

    static short[] Shorts(int count) => Array.ConvertAll(Bytes(count), value => (short)(64 * value));

    static sbyte[] Bytes(int count)
    {
        var words = new uint[count];
        new RandomStream(1, 2, 3).Fill(0, words, Isa.Best);
        return Array.ConvertAll(words, word => (sbyte)Math.Max((int)(sbyte)word, -sbyte.MaxValue));
    }
}
