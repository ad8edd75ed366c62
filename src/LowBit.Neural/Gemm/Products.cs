using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using static TorchSharp.torch;

namespace LowBit.Neural;

/// <summary>
/// Products of operands: L Rᵀ. Of two with levels the sums of levels come first, in int32 or in float32, then the scales:
/// y = (float(sum) · scale of L's row) · scale of R's row, rounded after each product, plus the bias.
/// </summary>
static class Products
{
    const int SmallestStripe = 1 << 15;

    // TorchSharp does not wrap it; the last line needs its end.
    static readonly Lazy<jit.CompilationUnit> Script = new(static () => jit.compile(
        "def sums(a, b, c):\n  return torch._int_mm(a, b, out=c)\n"));

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
        if (backend == GemmBackend.Emulated || left.Matrix.shape[1] == 0)
        {
            using var sums = left.Matrix.to_type(ScalarType.Float32).matmul(right.Matrix.to_type(ScalarType.Float32).t());
            rescaling.Run(sums, isInteger: false);
        }
        else
        {
            SumInIntegers(left.Matrix, right.Matrix.t(), rescaling);
        }
        return result;
    }

    static void SumInIntegers(Tensor left, Tensor right, Rescaling rescaling)
    {
        var (rows, columns) = (left.shape[0], right.shape[1]);
        var buffer = SumsBuffer.Take(rows, columns);
        using var sums = buffer.narrow(0, 0, rows * columns).view(rows, columns);
        using var _ = Script.Value.invoke<Tensor>("sums", left, right, sums);
        rescaling.Run(sums, isInteger: true);
        SumsBuffer.GiveBack(buffer);
    }

    /// <summary>From sums to numbers.</summary>
    sealed class Rescaling(float[] left, float[] right, float[] bias, Tensor destination)
    {
        readonly int _rows = (int)destination.shape[0], _columns = (int)destination.shape[1];

        public void Run(Tensor sums, bool isInteger)
        {
            int stripes = (int)Math.Clamp((long)_rows * _columns / SmallestStripe, 1, Math.Min(get_num_threads(), _rows));
            if (stripes == 1)
            {
                Stripe(sums, isInteger, 0, _rows);
                return;
            }
            Parallel.For(0, stripes, new() { MaxDegreeOfParallelism = stripes }, i =>
                Stripe(sums, isInteger, (int)((long)_rows * i / stripes), (int)((long)_rows * (i + 1) / stripes)));
        }

        void Stripe(Tensor sums, bool isInteger, int first, int end)
        {
            var from = TensorSpan.Of(sums);
            var to = TensorSpan.Of(destination);
            for (int row = first; row < end; row++)
            {
                float scale = left[left.Length == 1 ? 0 : row];
                Row(from.Slice(row * _columns, _columns), isInteger, scale, to.Slice(row * _columns, _columns));
            }
        }

        void Row(ReadOnlySpan<float> sums, bool isInteger, float scale, Span<float> row)
        {
            var from = MemoryMarshal.Cast<float, Vector256<float>>(sums);
            var to = MemoryMarshal.Cast<float, Vector256<float>>(row);
            var rights = MemoryMarshal.Cast<float, Vector256<float>>(right);
            var biases = MemoryMarshal.Cast<float, Vector256<float>>(bias);
            for (int i = 0; i < to.Length; i++)
            {
                var sum = isInteger ? Vector256.ConvertToSingle(from[i].AsInt32()) : from[i] + Vector256<float>.Zero; // no −0, as in integers
                var number = sum * scale * (right.Length == 1 ? Vector256.Create(right[0]) : rights[i]);
                to[i] = bias.Length == 0 ? number : number + biases[i];
            }
            for (int i = to.Length * Vector256<float>.Count; i < row.Length; i++)
            {
                float sum = isInteger ? BitConverter.SingleToInt32Bits(sums[i]) : sums[i] + 0f;
                float number = sum * scale * right[right.Length == 1 ? 0 : i];
                row[i] = bias.Length == 0 ? number : number + bias[i];
            }
        }
    }
}
