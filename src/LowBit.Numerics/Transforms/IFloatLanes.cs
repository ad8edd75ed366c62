namespace LowBit.Numerics;

/// <summary>
/// Floats side by side: one, or a vector of them. A kernel written over them does the same operations on every element
/// in the same order, whatever their number, so every path has the bits of one lane.
/// </summary>
interface IFloatLanes<TVector>
{
    /// <summary>A power of two, 16 at most.</summary>
    static abstract int Count { get; }

    static abstract TVector Load(ref float source, nuint offset);

    static abstract void Store(TVector vector, ref float destination, nuint offset);

    static abstract TVector Create(float value);

    static abstract TVector Add(TVector left, TVector right);

    static abstract TVector Subtract(TVector left, TVector right);

    static abstract TVector Multiply(TVector left, TVector right);

    static abstract TVector Negate(TVector vector);

    /// <summary>Lanes i and i + 2^stage become their sum and their difference; 2^stage is below the count.</summary>
    static abstract TVector Butterfly(TVector vector, int stage);
}
