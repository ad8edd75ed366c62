using System.Runtime.CompilerServices;

namespace LowBit.Numerics;

/// <summary>
/// A product in panels: both operands are packed, then blocks of the destination are computed, each by one thread. Within
/// a block the words of a row are cut into strips: 32 KiB of a right panel, which all left panels of the block, 192 KiB,
/// meet in turn.
/// </summary>
sealed unsafe class PackedProduct
{
    const int BlockPanels = 16, BlockColumns = 512, StripWords = 8192;

    readonly PackedOperand _left = new(tile => tile.Left, _ => ProductTile.Height);
    readonly PackedOperand _right = new(tile => tile.Right, tile => tile.Width);
    readonly ProductBuffer _starts = new();
    readonly ParallelOptions _options = new();
    readonly Action<int> _pack, _multiply;
    ProductTile _tile = null!;
    WordLayout _layout;
    int* _start, _sums;
    int _rows, _columns, _words;
    bool _isChained;

    internal PackedProduct(int threads)
    {
        _options.MaxDegreeOfParallelism = threads;
        (_pack, _multiply) = (Pack, Multiply);
    }

    int RowBlocks => (_left.Count + BlockPanels - 1) / BlockPanels;

    int RightPanelsPerBlock => BlockColumns / _tile.Width;

    int ColumnBlocks => (_right.Count + RightPanelsPerBlock - 1) / RightPanelsPerBlock;

    /// <summary>sums = left · rightᵀ modulo 2³²; where it is chained, sums += Σ float32(chain), chains in order.</summary>
    internal void Run(
        ProductTile tile, ProductOperand left, ProductOperand right, int terms, int? chainTerms, int* sums)
    {
        _sums = sums;
        (_tile, _isChained, _rows, _columns) = (tile, chainTerms.HasValue, left.Rows, right.Rows);
        _layout = new WordLayout(terms, chainTerms ?? terms, tile.Left.TermsPerWord);
        _words = _layout.Words;
        _left.Prepare(left, _layout, tile);
        _right.Prepare(right, _layout, tile);
        _start = _starts.Reserve((long)_right.Count * tile.Width);
        Deal(_left.GroupCount + _right.GroupCount, _pack);
        Deal(RowBlocks * ColumnBlocks, _multiply);
    }

    void Deal(int count, Action<int> work)
    {
        if (_options.MaxDegreeOfParallelism > 1 && count > 1)
        {
            Parallel.For(0, count, _options, work);
            return;
        }
        for (int i = 0; i < count; i++)
        {
            work(i);
        }
    }

    void Pack(int group)
    {
        if (group < _left.GroupCount)
        {
            _left.Pack(group);
            return;
        }
        group -= _left.GroupCount;
        _right.Pack(group);
        (int first, int end) = _right.Group(group);
        for (int panel = first; panel < end; panel++)
        {
            _tile.Start(_right.At(panel, 0), _words, _start + panel * _tile.Width);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    void Multiply(int block)
    {
        int rowBlock = block / ColumnBlocks, columnBlock = block - rowBlock * ColumnBlocks;
        int leftEnd = Math.Min(_left.Count, (rowBlock + 1) * BlockPanels);
        int rightEnd = Math.Min(_right.Count, (columnBlock + 1) * RightPanelsPerBlock);
        int strip = StripOf(_words);
        for (int word = 0; word < _words; word += strip)
        {
            int count = Math.Min(strip, _words - word);
            for (int right = columnBlock * RightPanelsPerBlock; right < rightEnd; right++)
            {
                for (int left = rowBlock * BlockPanels; left < leftEnd; left++)
                {
                    MultiplyTile(left, right, word, count);
                }
            }
        }
    }

    // strips of about equal length; whole chains
    int StripOf(int words)
    {
        int most = StripWords / _tile.Width;
        if (_isChained)
        {
            return Math.Max(1, most / _layout.ChainWords) * _layout.ChainWords;
        }
        int strips = (words + most - 1) / most;
        return (words + strips - 1) / strips;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    void MultiplyTile(int left, int right, int word, int count)
    {
        int rows = Math.Min(ProductTile.Height, _rows - left * ProductTile.Height);
        int columns = Math.Min(_tile.Width, _columns - right * _tile.Width);
        int* sums = _sums + (nint)left * ProductTile.Height * _columns + right * _tile.Width;
        if (rows == ProductTile.Height && columns == _tile.Width)
        {
            AddWords(left, right, word, count, sums, _columns);
            return;
        }
        int* edge = stackalloc int[ProductTile.Height * ProductTile.MaxWidth];
        Copy(sums, _columns, rows, columns, edge, _tile.Width);
        AddWords(left, right, word, count, edge, _tile.Width);
        Copy(edge, _tile.Width, rows, columns, sums, _columns);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    void AddWords(int left, int right, int word, int count, int* sums, int stride)
    {
        int* leftWords = _left.At(left, word), rightWords = _right.At(right, word);
        if (!_isChained)
        {
            int* start = word == 0 ? _start + right * _tile.Width : sums;
            _tile.Multiply(leftWords, rightWords, count, start, word == 0 ? 0 : stride, sums, stride);
            return;
        }
        for (int chain = 0; chain < count; chain += _layout.ChainWords)
        {
            int words = Math.Min(_layout.ChainWords, count - chain);
            _tile.AddChain(
                leftWords + (nint)chain * ProductTile.Height, rightWords + (nint)chain * _tile.Width, words, (float*)sums, stride);
        }
    }

    static void Copy(int* from, int fromStride, int rows, int columns, int* to, int toStride)
    {
        for (int row = 0; row < rows; row++)
        {
            new ReadOnlySpan<int>(from + (nint)row * fromStride, columns)
                .CopyTo(new Span<int>(to + (nint)row * toStride, columns));
        }
    }
}
