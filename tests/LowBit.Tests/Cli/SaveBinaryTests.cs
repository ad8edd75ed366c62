namespace LowBit.Tests;

public sealed class SaveBinaryTests : IDisposable
{
    readonly CommandFolder _folder = new();
    readonly string _train, _valid, _binary;

    public SaveBinaryTests()
    {
        _train = _folder.Write("train.csv", CommandFolder.Table(300));
        _valid = _folder.Write("valid.csv", CommandFolder.Table(100));
        _binary = Path.Combine(Path.GetDirectoryName(_train)!, "train.bin");
    }

    public void Dispose() => _folder.Dispose();

    string Model(params string[] arguments)
    {
        string path = Path.Combine(Path.GetDirectoryName(_train)!, "model.txt");
        CommandRun.Of(["train", "--objective", "binary", "--num-iterations", "5", "--model", path, .. arguments]);
        return File.ReadAllText(path);
    }

    [Fact]
    public void SavedSetsTrainTheSameModel()
    {
        string expected = Model("--data", _train, "--valid", _valid, "--early-stopping-round", "2", "--save-binary", _binary);
        Assert.True(File.Exists(_binary));
        Assert.Equal(expected, Model("--data", _binary, "--valid", _binary + ".valid_1", "--early-stopping-round", "2"));
    }

    [Fact]
    public void TrueNamesTheFileAfterTheData()
    {
        Model("--data", _train, "--save-binary", "true");
        Assert.True(File.Exists(_train + ".bin"));
    }

    [Fact]
    public void OtherBinsThanTheSavedAreRefused()
    {
        Model("--data", _train, "--save-binary", _binary);
        Assert.Equal(
            $"max_bin is 63, but {_binary} was binned with 255; leave the option out, or bin the data again.",
            CommandRun.Refusal("train", "--data", _binary, "--objective", "binary", "--max-bin", "63"));
    }

    [Fact]
    public void PredictionNeedsValues()
    {
        string model = Path.Combine(Path.GetDirectoryName(_train)!, "model.txt");
        Model("--data", _train, "--save-binary", _binary);
        Assert.Equal(
            $"{_binary} holds bins and no values; here values are needed: give the file that it was made from.",
            CommandRun.Refusal("predict", "--model", model, "--data", _binary));
        Assert.Equal(
            $"{_binary} holds bins, and the scores of an input model come from the values; give the file that it was made from.",
            CommandRun.Refusal("train", "--data", _binary, "--objective", "binary", "--input-model", model));
    }

    [Fact]
    public void AFileCutShortIsRefused()
    {
        Model("--data", _train, "--save-binary", _binary);
        File.WriteAllBytes(_binary, File.ReadAllBytes(_binary)[..^100]);
        Assert.Contains("is no complete binned data set", CommandRun.Refusal("train", "--data", _binary, "--objective", "binary"), StringComparison.Ordinal);
    }
}
