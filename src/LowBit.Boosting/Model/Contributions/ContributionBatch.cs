using System.Buffers;
using System.Numerics;

namespace LowBit.Boosting;

/// <summary>Contributions of one row or of many, eight rows at a time and tree by tree.</summary>
/// <param name="model">The model.</param>
/// <param name="trees">Which trees.</param>
readonly unsafe struct ContributionBatch<T>(ContributionForest model, Range trees) : IRowBlock<T, double>
    where T : unmanaged, INumberBase<T>
{
    /// <summary>Bytes of slot values a block, and its fewest rows: factors of branches are computed once a block.</summary>
    const int BlockBytes = 1 << 20, FewestRows = 64, MostRows = 512;

    const int Lanes = ContributionScratch.Lanes, Alignment = 64;

    /// <summary>Shares many rows out to threads.</summary>
    /// <param name="rows">[rowCount × features], row-major.</param>
    /// <param name="rowCount">Number of rows.</param>
    /// <param name="threadCount">≤ 0: one a core.</param>
    /// <param name="cells">in: 0; out: [rowCount × outputs × (features + 1)], row-major.</param>
    public void Run(ReadOnlySpan<T> rows, int rowCount, int threadCount, Span<double> cells)
    {
        int threads = threadCount > 0 ? threadCount : Environment.ProcessorCount;
        int fitting = Math.Clamp(BlockBytes / sizeof(double) / model.Forest.SlotCount, FewestRows, MostRows);
        int fair = (int)(((long)rowCount + threads - 1) / threads);
        int blockRows = Math.Max(1, (Math.Min(fair, fitting) + Lanes - 1) / Lanes) * Lanes;
        RowBlocks.Run(this, rows, rowCount, blockRows, threads, cells);
    }

    public void Take(ReadOnlySpan<T> rows, int rowCount, Span<double> cells)
    {
        int groupSize = model.Forest.SlotCount * Lanes, groupCount = (rowCount + Lanes - 1) / Lanes;
        const int slack = Alignment / sizeof(double);
        double[] rented = ArrayPool<double>.Shared.Rent(groupCount * groupSize + model.ScratchSize + slack);
        fixed (double* first = rented)
        {
            double* values = (double*)(((nuint)first + Alignment - 1) / Alignment * Alignment);
            Read(rows, rowCount, groupSize, new(values, groupCount * groupSize));
            double* scratch = values + (nint)groupCount * groupSize;
            var (start, count) = trees.GetOffsetAndLength(model.Trees.Length);
            for (int tree = start; tree < start + count; tree++)
            {
                Add(model.Trees[tree], tree % model.OutputCount, values, groupSize, scratch, rowCount, cells);
            }
        }
        ArrayPool<double>.Shared.Return(rented);
    }

    /// <summary>Lanes without a row of their own walk with what stands there, and nobody looks at where they come to.</summary>
    void Read(ReadOnlySpan<T> rows, int rowCount, int groupSize, Span<double> values)
    {
        int columns = rows.Length / rowCount;
        for (int row = 0; row < rowCount; row++)
        {
            model.Forest.Read(
                rows.Slice(row * columns, columns), Lanes, values[(row / Lanes * groupSize + row % Lanes)..]);
        }
    }

    void Add(
        ContributionTree tree, int output, double* values, int groupSize, double* scratch, int rowCount, Span<double> cells)
    {
        int cellCount = cells.Length / rowCount, width = cellCount / model.OutputCount;
        for (int row = 0; row < rowCount; row++)
        {
            cells[row * cellCount + (output + 1) * width - 1] += tree.ExpectedValue;
        }
        if (tree.Steps.Length == 0)
        {
            return;
        }
        var parts = new ContributionScratch(tree, scratch);
        var kernel = new ContributionKernel(model.Forest, tree, parts);
        kernel.Prepare();
        for (int row = 0; row < rowCount; row += Lanes, values += groupSize)
        {
            kernel.Walk(values);
            for (int lane = 0; lane < Math.Min(Lanes, rowCount - row); lane++)
            {
                AddShares(tree, parts.Shares + lane, cells.Slice((row + lane) * cellCount + output * width, width));
            }
        }
    }

    static void AddShares(ContributionTree tree, double* shares, Span<double> contributions)
    {
        int[] columns = tree.Columns;
        for (int i = 0; i < columns.Length; i++)
        {
            contributions[columns[i]] += shares[i * Lanes];
        }
    }
}
