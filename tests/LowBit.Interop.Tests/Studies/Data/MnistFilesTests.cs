using LowBit.Boosting;
using LowBit.Studies;

namespace LowBit.Interop.Tests;

public class MnistFilesTests
{
    const string Images = "mnist/train-images-idx3-ubyte", Labels = "mnist/train-labels-idx1-ubyte";

    [Fact]
    public void ReadsPlainAndCompressedFiles()
    {
        using var folder = new DataFolder();
        folder.Write(Images, 0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 2, 10, 20, 30, 40);
        folder.WriteGZip($"{Labels}.gz", 0, 0, 8, 1, 0, 0, 0, 2, 7, 9);
        var set = MnistFiles.Train(folder.Files);
        Assert.Equal((2, 1, 1, 2), (set.Count, set.Channels, set.Height, set.Width));
        Assert.Equal([10, 20, 30, 40], set.Pixels);
        Assert.Equal([7, 9], set.Labels);
        Assert.Equal([10, 20], set.First(1).Pixels);
    }

    [Theory]
    [InlineData("has 1 labels for 2 images.", 1, 7)]
    [InlineData("label 1 is 10; allowed: 0 to 9.", 2, 7, 10)]
    public void LabelsThatDoNotFitAreRefused(string message, params int[] labels)
    {
        using var folder = new DataFolder();
        folder.Write(Images, 0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 2, 10, 20, 30, 40);
        folder.Write(Labels, [0, 0, 8, 1, 0, 0, 0, .. labels.Select(label => (byte)label)]);
        Assert.EndsWith(message, Assert.Throws<BadDataException>(() => MnistFiles.Train(folder.Files)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void CompressedFileThatIsCutShortIsRefused()
    {
        using var folder = new DataFolder();
        folder.WriteGZip($"{Images}.gz", 0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 2, 10, 20, 30, 40);
        folder.WriteGZip($"{Labels}.gz", 0, 0, 8, 1, 0, 0, 0, 2, 7, 9);
        string path = Path.Combine(folder.Path, $"{Labels}.gz");
        File.WriteAllBytes(path, File.ReadAllBytes(path)[..^12]);
        Assert.Contains(path, Assert.Throws<BadDataException>(() => MnistFiles.Train(folder.Files)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void FileThatIsNotCompressedIsRefused()
    {
        using var folder = new DataFolder();
        folder.Write($"{Labels}.gz", 1, 2, 3, 4);
        Assert.Contains("is no whole gzip file", Assert.Throws<BadDataException>(() => MnistFiles.Train(folder.Files)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void IncludedSampleHoldsAllDigits()
    {
        Assert.Equal((1500, 500), (MnistFiles.Train(DataFiles.Included).Count, MnistFiles.Test(DataFiles.Included).Count));
        Assert.Equal(ImageSet.ClassCount, MnistFiles.Test(DataFiles.Included).Labels.Distinct().Count());
    }
}
