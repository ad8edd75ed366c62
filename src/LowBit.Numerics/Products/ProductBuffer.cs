using System.Runtime.CompilerServices;

namespace LowBit.Numerics;

/// <summary>Memory that stays where it is, aligned to cache lines, and grows where it is too small.</summary>
sealed unsafe class ProductBuffer
{
    const int Alignment = 64;

    int[] _words = [];

    /// <summary>Room for so many words; what was there before is lost.</summary>
    internal int* Reserve(long words)
    {
        words += Alignment / sizeof(int);
        if (words > _words.LongLength)
        {
            _words = []; // the old one may go before the new one comes
            _words = GC.AllocateUninitializedArray<int>(checked((int)words), pinned: true);
        }
        nint start = (nint)Unsafe.AsPointer(ref _words[0]);
        return (int*)((start + Alignment - 1) & -Alignment);
    }
}
