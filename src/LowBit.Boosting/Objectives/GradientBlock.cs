namespace LowBit.Boosting;

/// <summary>Where an objective writes the gradients and hessians of a <see cref="RowBlock"/>.</summary>
public readonly ref struct GradientBlock
{
    readonly float[][] _gradients;
    readonly float[][] _hessians;
    readonly int _firstRow;
    readonly int _rowCount;

    internal GradientBlock(float[][] gradients, float[][] hessians, int firstRow, int rowCount) =>
        (_gradients, _hessians, _firstRow, _rowCount) = (gradients, hessians, firstRow, rowCount);

    /// <summary>out: first derivative of the loss by the raw score of one output [RowCount]; finite.</summary>
    public Span<float> Gradients(int output) => _gradients[output].AsSpan(_firstRow, _rowCount);

    /// <summary>
    /// out: second derivative [RowCount]; finite, ≥ 0. Empty where the objective's hessian is constant: then it is not
    /// written.
    /// </summary>
    public Span<float> Hessians(int output) =>
        _hessians.Length == 0 ? [] : _hessians[output].AsSpan(_firstRow, _rowCount);
}
