using System.Buffers.Binary;
using System.IO.Compression;

namespace LowBit.Bench;

/// <summary>Which digit is written (MNIST): 784 pixels from 0 to 255 as features. 60,000 images to train, 3,000 of the test set held out.</summary>
static class Mnist
{
    const int ImageHeader = 16, LabelHeader = 8, ClassCount = 10;

    public static Rows Train(string folder) => Read(folder, "train");

    public static Rows HeldOut(string folder) => Read(folder, "t3k").Widened();

    static Rows Read(string folder, string part)
    {
        var images = Bytes(Path.Combine(folder, "mnist", $"{part}-images-idx3-ubyte.gz"));
        var labels = Bytes(Path.Combine(folder, "mnist", $"{part}-labels-idx1-ubyte.gz"));
        var pixels = Extent(images, 2) * Extent(images, 3);
        return new([], pixels, Array.ConvertAll(labels[LabelHeader..], label => (double)label), Weights: null, Categorical: [], ClassCount)
        {
            Singles = Array.ConvertAll(images[ImageHeader..], pixel => (float)pixel),
        };
    }

    /// <summary>IDX: a magic number, then one big-endian word a dimension.</summary>
    static int Extent(byte[] file, int word) => BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(4 * word));

    static byte[] Bytes(string path)
    {
        using var file = new GZipStream(File.OpenRead(DataSetReader.Existing(path)), CompressionMode.Decompress);
        var bytes = new MemoryStream();
        file.CopyTo(bytes);
        return bytes.ToArray();
    }
}
