namespace LowBit.Numerics;

/// <summary>A factor of a product, as threads see it: element (row, term) stands at row · rowStep + term · termStep.</summary>
/// <param name="Start">Element (0, 0), pinned.</param>
/// <param name="Rows">Rows, one a row or column of the product.</param>
/// <param name="RowStep">Elements from a row to the next.</param>
/// <param name="TermStep">Elements from a term to the next; this or the other step is 1.</param>
readonly unsafe record struct ProductOperand(nint Start, int Rows, nint RowStep, nint TermStep)
{
    internal static ProductOperand Of<T>(MatrixView<T> view, T* start) where T : unmanaged =>
        view.Order == StorageOrder.RowMajor
            ? new((nint)start, view.Rows, view.Stride, 1)
            : new((nint)start, view.Rows, 1, view.Stride);

    internal T* At<T>(int row, int term) where T : unmanaged => (T*)Start + row * RowStep + term * TermStep;
}
