namespace LowBit.Numerics;

/// <summary>The step of a product: sums gain the products of the terms in a word, modulo 2³².</summary>
/// <typeparam name="TVector">Lanes of 32 bits.</typeparam>
interface IWordDot<TVector>
{
    /// <summary>sums + Σ left term · right term, lane by lane.</summary>
    static abstract TVector Add(TVector sums, TVector left, TVector right);
}
