using LowBit.Boosting;
using LowBit.Studies;

namespace LowBit.Interop.Tests;

public class CifarFilesTests
{
    [Fact]
    public void ReadsAllFilesOfAKindInOrder()
    {
        using var folder = new DataFolder();
        folder.Write("cifar10/data_batch_2.bin", Record(5, 50));
        folder.WriteGZip("cifar10/data_batch_1.bin.gz", [.. Record(3, 30), .. Record(4, 40)]);
        folder.Write("cifar10/test_batch.bin", Record(9, 90));
        var (train, test) = (CifarFiles.Train(folder.Files), CifarFiles.Test(folder.Files));
        Assert.Equal([3, 4, 5], train.Labels);
        Assert.Equal([30, 40, 50], train.Pixels.Chunk(3072).Select(image => image.Distinct().Single()));
        Assert.Equal((1, 3, 32, 32), (test.Count, test.Channels, test.Height, test.Width));
    }

    [Fact]
    public void FileThatIsCutShortIsRefused()
    {
        using var folder = new DataFolder();
        folder.Write("cifar10/train.bin", Record(3, 30)[..^1]);
        Assert.EndsWith(
            "train.bin has 3072 bytes, no multiple of 3073. It is cut short; get it anew.",
            Assert.Throws<BadDataException>(() => CifarFiles.Train(folder.Files)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void LabelOutOfRangeIsRefused()
    {
        using var folder = new DataFolder();
        folder.Write("cifar10/train.bin", [.. Record(3, 30), .. Record(10, 30)]);
        Assert.EndsWith("label 1 is 10; allowed: 0 to 9.", Assert.Throws<BadDataException>(() => CifarFiles.Train(folder.Files)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void MissingFilesAreRefused()
    {
        using var folder = new DataFolder();
        Assert.Contains("holds no test*.bin", Assert.Throws<BadDataException>(() => CifarFiles.Test(folder.Files)).Message, StringComparison.Ordinal);
    }

    static byte[] Record(byte label, byte pixel) => [label, .. Enumerable.Repeat(pixel, 3072)];
}
