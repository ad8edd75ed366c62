namespace LowBit.Studies;

/// <summary>Brings pixels to mean 0 and variance 1 over all training images.</summary>
/// <param name="Mean">Of pixels from 0 to 255.</param>
/// <param name="Deviation">Their standard deviation.</param>
readonly record struct PixelScale(double Mean, double Deviation)
{
    public static PixelScale Of(ImageSet images)
    {
        long sum = 0, squares = 0;
        foreach (byte pixel in images.Pixels)
        {
            sum += pixel;
            squares += pixel * pixel;
        }
        double count = images.Pixels.Length, mean = sum / count;
        return new(mean, Math.Sqrt(Math.Max((squares / count) - (mean * mean), 1)));
    }

    public float Of(byte pixel) => (float)((pixel - Mean) / Deviation);
}
