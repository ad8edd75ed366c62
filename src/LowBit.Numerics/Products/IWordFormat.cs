using System.Runtime.Intrinsics;

namespace LowBit.Numerics;

/// <summary>What a word of a packed operand is made of.</summary>
/// <typeparam name="T">Type of a term in memory.</typeparam>
unsafe interface IWordFormat<T> where T : unmanaged
{
    /// <summary>Terms that a word holds.</summary>
    static abstract int Terms { get; }

    /// <summary>The word of terms that are 0.</summary>
    static abstract int Zero { get; }

    /// <summary>A word from <paramref name="count"/> terms, <paramref name="step"/> elements apart.</summary>
    static abstract int Word(T* first, nint step, int count);

    /// <summary>Eight words of one row, from 8 · <see cref="Terms"/> contiguous terms.</summary>
    static abstract Vector256<int> AlongRow(T* first);

    /// <summary>One word of eight rows that are neighbours in memory; terms are <paramref name="step"/> elements apart.</summary>
    static abstract Vector256<int> AcrossRows(T* first, nint step);
}
