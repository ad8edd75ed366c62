using LowBit.Numerics;
using static TorchSharp.torch;

namespace LowBit.Neural;

/// <summary>The transforms of one product of a pass, with their signs.</summary>
/// <param name="transforms">Which.</param>
/// <param name="product">Which product.</param>
/// <param name="signs">Random words of the layer's signs.</param>
sealed class AxisTransforms(ProductTransforms transforms, GemmProduct product, RandomStream signs)
{
    const int FirstPlace = 16;

    public bool IsNone => transforms.IsNone;

    /// <summary>An operand's values, transformed along the contracted axis and its own.</summary>
    /// <param name="matrix">[rows × contracted], in the layout of the slot; any strides.</param>
    /// <param name="isLeft">Whether it is the left operand.</param>
    public Tensor Apply(Tensor matrix, bool isLeft)
    {
        var result = matrix.contiguous().clone();
        var values = TensorSpan.Of(result);
        var (rows, columns) = ((int)matrix.shape[0], (int)matrix.shape[1]);
        transforms.Contracted?.Apply(values, columns, TransformAxis.Columns, columns, signs, FirstSign(0));
        Own(isLeft)?.Apply(values, columns, TransformAxis.Rows, rows, signs, FirstSign(isLeft ? 1 : 2));
        return result;
    }

    /// <summary>Undoes <see cref="Apply"/>, in place.</summary>
    public Tensor Undo(Tensor matrix, bool isLeft)
    {
        var values = TensorSpan.Of(matrix);
        var (rows, columns) = ((int)matrix.shape[0], (int)matrix.shape[1]);
        Own(isLeft)?.Undo(values, columns, TransformAxis.Rows, rows, signs, FirstSign(isLeft ? 1 : 2));
        transforms.Contracted?.Undo(values, columns, TransformAxis.Columns, columns, signs, FirstSign(0));
        return matrix;
    }

    /// <summary>Undoes what the free axes have of the result [n × m], in place.</summary>
    public Tensor UndoResult(Tensor result)
    {
        var values = TensorSpan.Of(result);
        var (rows, columns) = ((int)result.shape[0], (int)result.shape[1]);
        transforms.Left?.Undo(values, columns, TransformAxis.Rows, rows, signs, FirstSign(1));
        transforms.Right?.Undo(values, columns, TransformAxis.Columns, columns, signs, FirstSign(2));
        return result;
    }

    AxisTransform? Own(bool isLeft) => isLeft ? transforms.Left : transforms.Right;

    // An axis has up to 2³¹ signs. Optimizers and weights at rest have the words of the same stream that come before.
    ulong FirstSign(int axis) => (ulong)(FirstPlace + ((int)product * 3) + axis) << 32;
}
