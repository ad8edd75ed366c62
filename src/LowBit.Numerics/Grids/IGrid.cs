namespace LowBit.Numerics;

/// <summary>
/// The numbers of a format for the vector kernels, a vector of values at a time. <see cref="NumberFormat.Encode(double,
/// RoundingMode, uint)"/> of the format is the reference of each.
/// </summary>
interface IGrid<TSelf, TFormat, TInts, TSingles>
    where TSelf : struct, IGrid<TSelf, TFormat, TInts, TSingles>
    where TInts : struct, IInts<TInts>
    where TSingles : struct, ISingles<TSingles, TInts>
{
    static abstract TSelf Of(TFormat format);

    /// <summary>Whether <see cref="EncodeInside"/> and <see cref="RoundInside"/> are right for all of the values.</summary>
    bool AreInside(TSingles a, TSingles b, TSingles c, TSingles d);

    /// <summary>The codes of values that nothing special is done with.</summary>
    /// <param name="values">Values inside.</param>
    /// <param name="random">Random words.</param>
    TInts EncodeInside<TRounding>(TSingles values, TInts random) where TRounding : struct, IGridRounding;

    /// <summary>The codes.</summary>
    /// <param name="values">Any values.</param>
    /// <param name="random">Random words.</param>
    TInts Encode<TRounding>(TSingles values, TInts random) where TRounding : struct, IGridRounding;

    /// <summary>The numbers of values that nothing special is done with.</summary>
    /// <param name="values">Values inside.</param>
    /// <param name="random">Random words.</param>
    TSingles RoundInside<TRounding>(TSingles values, TInts random) where TRounding : struct, IGridRounding;

    /// <summary>The numbers.</summary>
    /// <param name="values">Any values.</param>
    /// <param name="random">Random words.</param>
    TSingles Round<TRounding>(TSingles values, TInts random) where TRounding : struct, IGridRounding;

    /// <summary>The numbers of codes; bits above the format's are ignored.</summary>
    /// <param name="codes">Codes.</param>
    TSingles Decode(TInts codes);
}
