namespace LowBit.Numerics;

/// <summary>A matrix in memory of others: element (row, column) stands at row · stride + column, or the other way round.</summary>
/// <typeparam name="T">Type of an element.</typeparam>
public readonly ref struct MatrixView<T> where T : unmanaged
{
    /// <summary>A matrix whose rows (or columns) follow each other without gaps.</summary>
    /// <param name="values">[rows × columns] the elements.</param>
    /// <param name="rows">≥ 0.</param>
    /// <param name="columns">≥ 0.</param>
    /// <param name="order">What is contiguous.</param>
    public MatrixView(ReadOnlySpan<T> values, int rows, int columns, StorageOrder order = StorageOrder.RowMajor)
        : this(values, rows, columns, order == StorageOrder.RowMajor ? columns : rows, order)
    {
    }

    /// <summary>A matrix whose rows (or columns) begin <paramref name="stride"/> elements after each other.</summary>
    /// <param name="values">The elements; what lies between rows is never read.</param>
    /// <param name="rows">≥ 0.</param>
    /// <param name="columns">≥ 0.</param>
    /// <param name="stride">At least the length of a row (or column).</param>
    /// <param name="order">What is contiguous.</param>
    /// <exception cref="ArgumentException">The elements do not all lie within <paramref name="values"/>.</exception>
    public MatrixView(ReadOnlySpan<T> values, int rows, int columns, int stride, StorageOrder order)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        ArgumentOutOfRangeException.ThrowIfNegative(columns);
        (int lines, int length) = order == StorageOrder.RowMajor ? (rows, columns) : (columns, rows);
        ArgumentOutOfRangeException.ThrowIfLessThan(stride, length);
        long needed = lines == 0 || length == 0 ? 0 : (lines - 1L) * stride + length;
        if (values.Length < needed)
        {
            throw new ArgumentException(
                $"values has {values.Length} elements; {rows} × {columns} with stride {stride} take {needed}.", nameof(values));
        }
        Values = values;
        (Rows, Columns, Stride, Order) = (rows, columns, stride, order);
    }

    /// <summary>The elements.</summary>
    public ReadOnlySpan<T> Values { get; }

    /// <summary>Number of rows.</summary>
    public int Rows { get; }

    /// <summary>Number of columns.</summary>
    public int Columns { get; }

    /// <summary>Elements from the start of a row (or column) to the start of the next.</summary>
    public int Stride { get; }

    /// <summary>What is contiguous.</summary>
    public StorageOrder Order { get; }

    /// <summary>The same memory with rows and columns exchanged; nothing is moved.</summary>
    public MatrixView<T> Transposed => new(
        Values, Columns, Rows, Stride, Order == StorageOrder.RowMajor ? StorageOrder.ColumnMajor : StorageOrder.RowMajor);

    /// <summary>The element of a row and a column.</summary>
    /// <param name="row">0 … <see cref="Rows"/> − 1.</param>
    /// <param name="column">0 … <see cref="Columns"/> − 1.</param>
    public T this[int row, int column]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)row, (uint)Rows, nameof(row));
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)column, (uint)Columns, nameof(column));
            return Values[Order == StorageOrder.RowMajor ? row * Stride + column : column * Stride + row];
        }
    }
}
