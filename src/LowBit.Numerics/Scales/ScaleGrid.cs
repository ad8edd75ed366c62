namespace LowBit.Numerics;

/// <summary>
/// A matrix cut into blocks, one scale each. Blocks are numbered from left to right, then downward. Enumerated, it gives
/// each element's run once, in row-major order; this allocates nothing.
/// </summary>
/// <remarks>
/// Where every row, or every band of whole rows, is cut alike, the rows are laid end to end and the grid is one row of
/// blocks: <see cref="BlockRows"/> is then 1, and kernels see one loop. Numbers of scales and the order of elements are the
/// same. A matrix without elements has no scales.
/// </remarks>
public readonly struct ScaleGrid
{
    internal ScaleGrid(int rows, int columns, int blockRows, int blockColumns)
    {
        if (rows == 0 || columns == 0)
        {
            return;
        }
        (blockRows, blockColumns) = (Math.Min(blockRows, rows), Math.Min(blockColumns, columns));
        bool isBand = blockColumns == columns;
        if (isBand || (blockRows == 1 && columns % blockColumns == 0))
        {
            (rows, columns, blockRows, blockColumns) = (1, rows * columns, 1, blockRows * blockColumns);
        }
        (Rows, Columns, BlockRows, BlockColumns) = (rows, columns, blockRows, blockColumns);
        BlocksAcross = DivideUp(columns, blockColumns);
        ScaleCount = DivideUp(rows, blockRows) * BlocksAcross;
    }

    /// <summary>How many scales there are.</summary>
    public int ScaleCount { get; }

    /// <summary>How many elements there are.</summary>
    public int ElementCount => Rows * Columns;

    /// <summary>Rows of a block that is not cut by an edge; 1 where each block is one run.</summary>
    public int BlockRows { get; }

    /// <summary>Neighbours of a row in a block that is not cut by an edge.</summary>
    public int BlockColumns { get; }

    internal int Rows { get; }

    internal int Columns { get; }

    internal int BlocksAcross { get; }

    /// <summary>Some of the blocks of a grid of one row.</summary>
    /// <param name="first">The first of them.</param>
    /// <param name="most">How many, or fewer at the end.</param>
    internal ScaleGrid Part(int first, int most)
    {
        if (first == 0 && most >= ScaleCount)
        {
            return this;
        }
        int length = (int)Math.Min((long)most * BlockColumns, Columns - (first * BlockColumns));
        return new(1, length, 1, BlockColumns);
    }

    /// <summary>The runs.</summary>
    public Enumerator GetEnumerator() => new(this);

    /// <summary>A block's values in row-major order: a part of the matrix, or a copy in the scratch.</summary>
    internal ReadOnlySpan<float> Block(ReadOnlySpan<float> values, int scale, Span<float> scratch)
    {
        int down = scale / BlocksAcross, firstColumn = (scale - down * BlocksAcross) * BlockColumns;
        int width = Math.Min(BlockColumns, Columns - firstColumn);
        int firstRow = down * BlockRows, height = Math.Min(BlockRows, Rows - firstRow);
        if (height == 1)
        {
            return values.Slice(firstRow * Columns + firstColumn, width);
        }
        for (int row = 0; row < height; row++)
        {
            values.Slice((firstRow + row) * Columns + firstColumn, width).CopyTo(scratch[(row * width)..]);
        }
        return scratch[..(height * width)];
    }

    /// <summary>Floats that <see cref="Block"/> needs as scratch.</summary>
    internal int ScratchLength => BlockRows == 1 ? 0 : BlockRows * BlockColumns;

    static int DivideUp(int value, int by) => (int)(((long)value + by - 1) / by);

    /// <summary>Goes through the runs.</summary>
    public struct Enumerator
    {
        readonly ScaleGrid _grid;
        int _row, _column, _scale, _firstScale, _rowInBlock;

        internal Enumerator(ScaleGrid grid)
        {
            _grid = grid;
            _scale = -1;
            Current = default;
        }

        /// <summary>The run.</summary>
        public ScaleRun Current { get; private set; }

        /// <summary>Goes to the next run.</summary>
        /// <returns>Whether there is one.</returns>
        public bool MoveNext()
        {
            if (_column >= _grid.Columns)
            {
                _row++;
                _column = 0;
                _rowInBlock = _rowInBlock + 1 == _grid.BlockRows ? 0 : _rowInBlock + 1;
                _firstScale += _rowInBlock == 0 ? _grid.BlocksAcross : 0;
                _scale = _firstScale - 1;
            }
            if (_row >= _grid.Rows)
            {
                return false;
            }
            int length = Math.Min(_grid.BlockColumns, _grid.Columns - _column);
            Current = new(_row * _grid.Columns + _column, length, ++_scale);
            _column = length < _grid.BlockColumns ? _grid.Columns : _column + length;
            return true;
        }
    }
}
