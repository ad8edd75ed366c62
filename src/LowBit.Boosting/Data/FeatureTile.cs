namespace LowBit.Boosting;

/// <summary>Neighbouring stored columns, row by row.</summary>
/// <typeparam name="T">byte or ushort.</typeparam>
sealed unsafe class FeatureTile<T> where T : unmanaged
{
    readonly NativeBuffer<T> _bins;

    /// <param name="columns">The columns [rows].</param>
    /// <param name="firstColumn">Which of all columns is the first.</param>
    /// <param name="rowCount">Rows.</param>
    /// <param name="team">Threads that transpose.</param>
    public FeatureTile(ReadOnlySpan<NativeBuffer<T>> columns, int firstColumn, int rowCount, WorkerTeam team)
    {
        (FirstColumn, ColumnCount) = (firstColumn, columns.Length);
        Stride = StrideFor(columns.Length);
        _bins = new((long)rowCount * Stride); // nobody reads behind a row
        var sources = columns.ToArray();
        team.ForRanges(rowCount, 1024, (begin, end) => Transpose(sources, begin, end));
    }

    public int FirstColumn { get; }

    public int ColumnCount { get; }

    /// <summary>Elements from one row to the next.</summary>
    public int Stride { get; }

    public T* Row(long row) => _bins.Start + row * Stride;

    void Transpose(NativeBuffer<T>[] columns, int begin, int end)
    {
        for (int i = 0; i < columns.Length; i++)
        {
            T* column = columns[i].Start;
            T* target = Row(begin) + i;
            for (int row = begin; row < end; row++, target += Stride)
            {
                *target = column[row];
            }
        }
    }

    /// <summary>A power of two keeps a row inside one cache line; it is worth at most a third more memory.</summary>
    static int StrideFor(int columns)
    {
        int power = (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)columns);
        return power * 3 <= columns * 4 ? power : columns;
    }
}
