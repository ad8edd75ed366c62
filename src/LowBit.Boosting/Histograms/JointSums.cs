namespace LowBit.Boosting;

/// <summary>Takes sums by joint values apart.</summary>
static unsafe class JointSums
{
    /// <summary>Sums by the lowest digit, and what is left: sums by the digits above it.</summary>
    /// <param name="sums">in: [above × radix × perBin] by joint value; out: [above × perBin] by the digits above.</param>
    /// <param name="above">Values of the digits above.</param>
    /// <param name="radix">Values of the lowest digit.</param>
    /// <param name="perBin">Words of a value.</param>
    /// <param name="lowest">out: [radix × perBin] by the lowest digit.</param>
    public static void TakeLast(long* sums, int above, int radix, int perBin, long* lowest)
    {
        new Span<long>(lowest, radix * perBin).Clear();
        long* next = sums;
        for (int i = 0; i < above; i++)
        {
            for (int word = 0; word < perBin; word++)
            {
                long sum = 0;
                for (int digit = word; digit < radix * perBin; digit += perBin)
                {
                    long value = next[digit];
                    lowest[digit] += value;
                    sum += value;
                }
                sums[i * perBin + word] = sum;
            }
            next += radix * perBin;
        }
    }
}
