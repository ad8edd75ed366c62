namespace LowBit.Numerics;

/// <summary>
/// The complex numbers 1, i, −1 and −i with the codes 0 … 3: code k is i^k. A number becomes the root whose direction is
/// nearest [iFairy, PhaseQuant]; on a diagonal it is the next root counter-clockwise, so that a number times i gets the next
/// code. Zero of either sign, and what has a NaN part, become 1.
/// </summary>
/// <remarks>Exact comparisons, no angles: the same on every machine. Allocates nothing; safe for use from many threads.</remarks>
public static class FourthRoots
{
    /// <summary>Bits of a code.</summary>
    public const int CodeBits = 2;

    /// <summary>The code of re + im · i.</summary>
    /// <param name="re">Real part; any float.</param>
    /// <param name="im">Imaginary part; any float.</param>
    public static byte Encode(float re, float im) =>
        (byte)(im >= re && im > -re ? 1 : im > re && im <= -re ? 2 : im <= re && im < -re ? 3 : 0);

    /// <summary>The codes of complex numbers.</summary>
    /// <param name="re">Real parts.</param>
    /// <param name="im">Imaginary parts, as many.</param>
    /// <param name="codes">out: at least as long.</param>
    public static void Encode(ReadOnlySpan<float> re, ReadOnlySpan<float> im, Span<byte> codes)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(im.Length, re.Length);
        codes = codes[..re.Length];
        for (int i = 0; i < re.Length; i++)
        {
            codes[i] = Encode(re[i], im[i]);
        }
    }

    /// <summary>The root of a code; bits above the second are ignored.</summary>
    public static (float Re, float Im) Decode(uint code) => (code & 3) switch
    {
        0 => (1, 0),
        1 => (0, 1),
        2 => (-1, 0),
        _ => (0, -1),
    };

    /// <summary>The roots of codes.</summary>
    /// <param name="codes">Codes; bits above the second are ignored.</param>
    /// <param name="re">out: real parts, at least as long.</param>
    /// <param name="im">out: imaginary parts, at least as long.</param>
    public static void Decode(ReadOnlySpan<byte> codes, Span<float> re, Span<float> im)
    {
        re = re[..codes.Length];
        im = im[..codes.Length];
        for (int i = 0; i < codes.Length; i++)
        {
            (re[i], im[i]) = Decode(codes[i]);
        }
    }
}
