using System.Numerics;

namespace LowBit.Numerics;

/// <summary>
/// Floats side by side. Every operation rounds each lane as one float is rounded, so every width has the same bits.
/// </summary>
interface ISingles<TSelf> :
    IAdditionOperators<TSelf, TSelf, TSelf>, ISubtractionOperators<TSelf, TSelf, TSelf>, IMultiplyOperators<TSelf, TSelf, TSelf>
    where TSelf : struct, ISingles<TSelf>
{
    /// <summary>A power of two, 16 at most.</summary>
    static abstract int Count { get; }

    static abstract TSelf Create(float value);

    static abstract TSelf Load(ref float source, nuint offset);

    static abstract void Store(TSelf values, ref float destination, nuint offset);

    static abstract TSelf Floor(TSelf values);

    /// <summary>The nearest whole numbers, ties to the even ones.</summary>
    static abstract TSelf Nearest(TSelf values);

    /// <summary>Values between two ends; what becomes of NaN is left open.</summary>
    static abstract TSelf Clamp(TSelf values, TSelf low, TSelf high);
}

/// <summary>Floats and what they are as integers, <typeparamref name="TInts"/>, as many.</summary>
interface ISingles<TSelf, TInts> : ISingles<TSelf>
    where TSelf : struct, ISingles<TSelf, TInts>
    where TInts : struct, IInts<TInts>
{
    /// <summary>The floats that have the bits.</summary>
    static abstract TSelf Of(TInts bits);

    /// <summary>The bits.</summary>
    TInts Bits { get; }

    /// <summary>The nearest floats.</summary>
    static abstract TSelf Convert(TInts values);

    /// <summary>Without what is behind the point; |value| &lt; 2³¹.</summary>
    static abstract TInts Truncate(TSelf values);

    /// <summary>The nearest whole numbers, ties to the even ones; |value| &lt; 2³¹.</summary>
    static abstract TInts ToNearest(TSelf values);

    static abstract TInts Equal(TSelf left, TSelf right);

    static abstract TInts GreaterThan(TSelf left, TSelf right);
}
