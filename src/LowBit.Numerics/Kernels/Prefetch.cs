using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace LowBit.Numerics;

/// <summary>
/// Asks for values that a loop reads later, so that memory works while the loop computes. A loop over a part of an array asks
/// for the next part, which another loop goes over first.
/// </summary>
static class Prefetch
{
    /// <summary>How many floats ahead: 128 KB, of which the second cache holds several.</summary>
    internal const int Ahead = 1 << 15;

    const int Line = 64;

    /// <summary>Asks for the lines of as many floats as a turn reads, unless the array ends before.</summary>
    /// <param name="values">Where the turn reads.</param>
    /// <param name="turn">How many floats it reads: whole lines.</param>
    /// <param name="left">Floats from there to the end of the array.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static unsafe void Lines(ref float values, int turn, int left)
    {
        if (!Sse.IsSupported || left < Ahead + turn)
        {
            return;
        }
        byte* next = (byte*)Unsafe.AsPointer(ref Unsafe.Add(ref values, Ahead)); // the array may move: nothing is read
        for (int line = 0; line < turn * sizeof(float) / Line; line++)
        {
            Sse.Prefetch1(next + (line * Line));
        }
    }
}
