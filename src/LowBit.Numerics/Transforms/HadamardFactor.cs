namespace LowBit.Numerics;

/// <summary>
/// A matrix of <see cref="HadamardMatrix"/> as the mixing kernel reads it: four signs of a row at a time are one code.
/// </summary>
/// <remarks>
/// Code of the signs s₀ … s₃: bit 0 is set where s₁ ≠ s₀, bit 1 where s₂ ≠ s₀, bit 2 where s₃ ≠ s₀, bit 3 where s₀ = −1.
/// Codes lie as [outputs / 4][inputs / 4][4 outputs].
/// </remarks>
sealed class HadamardFactor
{
    internal const int Inputs = 4, Outputs = 4, CodeCount = 16;

    static readonly Lazy<HadamardFactor>[] Factors =
        [.. HadamardMatrix.Sizes.ToArray().Select(size => new Lazy<HadamardFactor>(() => new HadamardFactor(size)))];

    HadamardFactor(int size)
    {
        var signs = HadamardMatrix.Of(size);
        Size = size;
        Codes = Encode((row, column) => signs[row * size + column]);
        TransposedCodes = Encode((row, column) => signs[column * size + row]);
    }

    internal int Size { get; }

    internal byte[] Codes { get; }

    internal byte[] TransposedCodes { get; }

    /// <param name="size">One of <see cref="HadamardMatrix.Sizes"/>.</param>
    internal static HadamardFactor Of(int size) => Factors[HadamardMatrix.Sizes.IndexOf(size)].Value;

    byte[] Encode(Func<int, int, int> sign)
    {
        var codes = new byte[Size * Size / Inputs];
        int at = 0;
        for (int output = 0; output < Size; output += Outputs)
        {
            for (int input = 0; input < Size; input += Inputs)
            {
                for (int row = output; row < output + Outputs; row++)
                {
                    int first = sign(row, input);
                    int code = first < 0 ? 8 : 0;
                    for (int i = 1; i < Inputs; i++)
                    {
                        code |= sign(row, input + i) == first ? 0 : 1 << (i - 1);
                    }
                    codes[at++] = (byte)code;
                }
            }
        }
        return codes;
    }
}
