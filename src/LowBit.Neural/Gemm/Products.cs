using LowBit.Numerics;
using static TorchSharp.torch;

namespace LowBit.Neural;

/// <summary>
/// Products of operands: L Rᵀ. Of two with levels the sums of levels come first, in int32 or in float32, then the scales
/// (<see cref="Rescaling"/>). Sums of more terms than int32 is sure to hold are float32 ones.
/// </summary>
static class Products
{
    /// <param name="left">[n × k]</param>
    /// <param name="right">[m × k]</param>
    /// <param name="bias">[m], added to each row; null for none.</param>
    /// <param name="backend">What sums levels.</param>
    /// <returns>[n × m] float32.</returns>
    public static Tensor Of(Operand left, Operand right, Tensor? bias, GemmBackend backend)
    {
        if (left.Scales is null || right.Scales is null)
        {
            var product = left.Numbers().matmul(right.Numbers().t());
            return bias is null ? product : product.add_(bias);
        }
        var result = empty(left.Matrix.shape[0], right.Matrix.shape[0]);
        if (result.NumberOfElements == 0)
        {
            return result;
        }
        var rescaling = new Rescaling(left.Scales, right.Scales, bias is null ? [] : TensorSpan.Of(bias).ToArray(), result);
        if (backend == GemmBackend.Emulated || left.Matrix.shape[1] is 0 or > IntegerProduct.MaxTerms)
        {
            using var sums = left.Matrix.to_type(ScalarType.Float32).matmul(right.Matrix.to_type(ScalarType.Float32).t());
            rescaling.Run(sums, isInteger: false);
        }
        else
        {
            var (rows, columns) = (left.Matrix.shape[0], right.Matrix.shape[0]);
            var buffer = SumsBuffer.Take(rows, columns);
            using var sums = buffer.narrow(0, 0, rows * columns).view(rows, columns);
            Int8Sums.Best.Fill(left, right, sums);
            rescaling.Run(sums, isInteger: true);
            SumsBuffer.GiveBack(buffer);
        }
        return result;
    }
}
