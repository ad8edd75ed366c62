namespace LowBit.Studies;

/// <summary>Images and their classes.</summary>
/// <param name="Pixels">[images × channels × height × width], 0 to 255.</param>
/// <param name="Labels">A class for each image, from 0.</param>
/// <param name="Channels">1 for grey, 3 for red, green and blue.</param>
/// <param name="Height">Rows of pixels.</param>
/// <param name="Width">Columns of pixels.</param>
sealed record ImageSet(byte[] Pixels, byte[] Labels, int Channels, int Height, int Width)
{
    public const int ClassCount = 10;

    public int Count => Labels.Length;

    /// <summary>Pixels of an image.</summary>
    public int Size => Channels * Height * Width;

    /// <summary>The first images.</summary>
    public ImageSet First(int count) => count >= Count ? this : this with { Pixels = Pixels[..(count * Size)], Labels = Labels[..count] };
}
