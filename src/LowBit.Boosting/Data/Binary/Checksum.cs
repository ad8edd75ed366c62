using System.Numerics;
using System.Runtime.InteropServices;

namespace LowBit.Boosting;

/// <summary>
/// A checksum against accidents, at the speed of memory: CRC-32C of every other 64-bit word and of the words between, which
/// the processor computes side by side. Every burst of up to 32 bits in either half is found.
/// </summary>
struct Checksum()
{
    uint _even = uint.MaxValue, _odd = uint.MaxValue;

    public readonly ulong Value => (ulong)_odd << 32 | _even;

    /// <param name="bytes">A multiple of 16 bytes.</param>
    public void Add(ReadOnlySpan<byte> bytes)
    {
        var words = MemoryMarshal.Cast<byte, ulong>(bytes);
        uint even = _even, odd = _odd;
        for (int i = 0; i + 1 < words.Length; i += 2)
        {
            even = BitOperations.Crc32C(even, words[i]);
            odd = BitOperations.Crc32C(odd, words[i + 1]);
        }
        (_even, _odd) = (even, odd);
    }
}
