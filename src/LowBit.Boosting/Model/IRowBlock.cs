namespace LowBit.Boosting;

/// <summary>What is done with some rows that follow each other.</summary>
/// <typeparam name="T">What a field is.</typeparam>
/// <typeparam name="TCell">What a row's cells hold.</typeparam>
interface IRowBlock<T, TCell>
{
    /// <summary>Takes a block of rows; any thread may call it.</summary>
    /// <param name="rows">[rowCount × columns], row-major.</param>
    /// <param name="rowCount">Number of rows.</param>
    /// <param name="cells">in, out: [rowCount × cells a row], row-major.</param>
    void Take(ReadOnlySpan<T> rows, int rowCount, Span<TCell> cells);
}
