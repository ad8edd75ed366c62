using static TorchSharp.torch;

namespace LowBit.Neural;

/// <summary>
/// The memory of int32 sums, kept from product to product: fresh memory of this size costs as much as to rescale it. Who
/// comes while it is taken gets memory of his own.
/// </summary>
static class SumsBuffer
{
    static Tensor? s_kept;

    /// <summary>[rows × columns] int32 of any content; give it back.</summary>
    public static Tensor Take(long rows, long columns)
    {
        var kept = Interlocked.Exchange(ref s_kept, null);
        if (kept is not null && kept.NumberOfElements >= rows * columns)
        {
            return kept;
        }
        kept?.Dispose();
        return empty(rows * columns, ScalarType.Int32).DetachFromDisposeScope();
    }

    /// <summary>Keeps what was taken, or frees it where there is another one.</summary>
    public static void GiveBack(Tensor buffer) => Interlocked.Exchange(ref s_kept, buffer)?.Dispose();
}
