using LowBit.Boosting;

namespace LowBit.Studies;

/// <summary>Handwritten digits: folder mnist, four IDX files.</summary>
static class MnistFiles
{
    const string Set = "mnist";

    public static ImageSet Train(DataFiles files) => Read(files, "train");

    public static ImageSet Test(DataFiles files) => Read(files, "t3k");

    /// <exception cref="BadDataException">A file is missing, cut short or altered, or the two do not fit.</exception>
    static ImageSet Read(DataFiles files, string part)
    {
        var labelFile = files.Read(Set, $"{part}-labels-idx1-ubyte");
        var (shape, pixels) = IdxFile.Parse(files.Read(Set, $"{part}-images-idx3-ubyte"), 3);
        var (_, labels) = IdxFile.Parse(labelFile, 1);
        if (labels.Length != shape[0])
        {
            throw new BadDataException($"{labelFile.Path} has {labels.Length} labels for {shape[0]} images.");
        }
        if (Array.FindIndex(labels, label => label >= ImageSet.ClassCount) is >= 0 and var bad)
        {
            throw new BadDataException($"{labelFile.Path}: label {bad} is {labels[bad]}; allowed: 0 to {ImageSet.ClassCount - 1}.");
        }
        return new(pixels, labels, 1, shape[1], shape[2]);
    }
}
