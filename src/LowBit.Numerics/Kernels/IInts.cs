using System.Numerics;

namespace LowBit.Numerics;

/// <summary>
/// 32-bit integers side by side, a vector of them. A kernel written over them does the same on every element, whatever
/// their number. Comparisons give lanes of ones or of zeros.
/// </summary>
interface IInts<TSelf> :
    IAdditionOperators<TSelf, TSelf, TSelf>, ISubtractionOperators<TSelf, TSelf, TSelf>,
    IBitwiseOperators<TSelf, TSelf, TSelf>, IShiftOperators<TSelf, int, TSelf>
    where TSelf : struct, IInts<TSelf>
{
    /// <summary>A power of two, 16 at most.</summary>
    static abstract int Count { get; }

    static abstract TSelf Create(int value);

    static abstract TSelf Load(ref uint source, nuint offset);

    /// <summary>Of neighbouring bytes; reads no more than them.</summary>
    static abstract TSelf LoadBytes(ref byte source, nuint offset);

    /// <summary>Of neighbouring 16-bit words; reads no more than them. The offset is one of bytes.</summary>
    static abstract TSelf LoadWords(ref byte source, nuint offset);

    /// <summary>The low bytes of four vectors of 0 … 255, in order.</summary>
    static abstract void StoreBytes(TSelf a, TSelf b, TSelf c, TSelf d, ref byte destination);

    /// <summary>The low 16 bits of four vectors of 0 … 65,535, in order.</summary>
    static abstract void StoreWords(TSelf a, TSelf b, TSelf c, TSelf d, ref byte destination);

    /// <summary>value &gt;&gt;&gt; by, of which all lanes are alike and below 32.</summary>
    static abstract TSelf ShiftRight(TSelf value, TSelf by);

    /// <summary>value &lt;&lt; by, of which all lanes are alike and below 32.</summary>
    static abstract TSelf ShiftLeft(TSelf value, TSelf by);

    static abstract TSelf Min(TSelf left, TSelf right);

    static abstract TSelf Max(TSelf left, TSelf right);

    /// <summary>The larger ones as unsigned integers.</summary>
    static abstract TSelf MaxUnsigned(TSelf left, TSelf right);

    static abstract TSelf Equal(TSelf left, TSelf right);

    static abstract TSelf GreaterThan(TSelf left, TSelf right);

    /// <summary>Whether any is greater as an unsigned integer.</summary>
    static abstract bool GreaterThanAnyUnsigned(TSelf left, TSelf right);

    /// <summary>left &amp; ~right</summary>
    static abstract TSelf AndNot(TSelf left, TSelf right);

    /// <summary>Bits of <paramref name="ones"/> where the mask has ones, else of <paramref name="zeros"/>.</summary>
    static abstract TSelf Select(TSelf mask, TSelf ones, TSelf zeros);
}
