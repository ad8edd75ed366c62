namespace LowBit.Boosting;

/// <summary>The kernels of one layout of bins.</summary>
abstract unsafe class BinAdder
{
    public static BinAdder For(HistogramLayout layout) => (layout.IsWide, layout.CountsRows) switch
    {
        (false, false) => new BinAdder<PackedSums>(),
        (false, true) => new BinAdder<CountedSums>(),
        (true, false) => new BinAdder<WideSums>(),
        (true, true) => new BinAdder<CountedWideSums>(),
    };

    /// <inheritdoc cref="HistogramKernel.Add{TSums}(RowSegment, FeatureTile{byte}, long*)"/>
    public abstract void Add(RowSegment rows, FeatureTile<byte> tile, long* words);

    /// <inheritdoc cref="HistogramKernel.Add{TSums}(RowSegment, FeatureTile{ushort}, int*, long*)"/>
    public abstract void Add(RowSegment rows, FeatureTile<ushort> tile, int* firstCells, long* words);

    /// <inheritdoc cref="SparseKernel.Add{TSums}"/>
    public abstract void Add(RowSegment rows, SparseCells sparse, long* words);
}

/// <inheritdoc/>
sealed unsafe class BinAdder<TSums> : BinAdder where TSums : struct, IBinSums<TSums>
{
    public override void Add(RowSegment rows, FeatureTile<byte> tile, long* words) => HistogramKernel.Add<TSums>(rows, tile, words);

    public override void Add(RowSegment rows, FeatureTile<ushort> tile, int* firstCells, long* words) =>
        HistogramKernel.Add<TSums>(rows, tile, firstCells, words);

    public override void Add(RowSegment rows, SparseCells sparse, long* words) => SparseKernel.Add<TSums>(rows, sparse, words);
}
