using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using static TorchSharp.torch;

namespace LowBit.Neural;

/// <summary>
/// From sums of levels to numbers: y = (float(sum) · scale of L's row) · scale of R's row, rounded after each product, plus the
/// bias.
/// </summary>
/// <param name="left">Scales of L: one in all, or one a row.</param>
/// <param name="right">Scales of R: one in all, or one a row.</param>
/// <param name="bias">One for each row of R, or none.</param>
/// <param name="destination">out: [rows of L × rows of R] float32.</param>
sealed class Rescaling(float[] left, float[] right, float[] bias, Tensor destination)
{
    const int SmallestStripe = 1 << 15;

    readonly int _rows = (int)destination.shape[0], _columns = (int)destination.shape[1];

    /// <param name="sums">[rows of L × rows of R], int32 or float32.</param>
    /// <param name="isInteger">Whether they are int32.</param>
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
