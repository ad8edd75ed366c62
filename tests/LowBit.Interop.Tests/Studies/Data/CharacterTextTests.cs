using LowBit.Boosting;
using LowBit.Studies;

namespace LowBit.Interop.Tests;

public class CharacterTextTests
{
    [Fact]
    public void CodesCountTheAlphabetInOrder()
    {
        using var folder = new DataFolder();
        folder.Write("tinyshakespeare/input.txt", [.. Enumerable.Repeat("cab\n"u8.ToArray(), 2500).SelectMany(line => line)]);
        var text = CharacterText.Read(folder.Files);
        Assert.Equal("\nabc"u8.ToArray(), text.Alphabet);
        Assert.Equal([3, 1, 2, 0], text.Codes[..4]);
        Assert.Equal((10_000, 9_000), (text.Codes.Length, text.TrainCount));
        Assert.Equal(Math.Log(4), text.UniformLoss, 1e-12);
    }

    [Fact]
    public void TextThatIsCutShortIsRefused()
    {
        using var folder = new DataFolder();
        folder.Write("tinyshakespeare/input.txt", "To be"u8.ToArray());
        Assert.EndsWith(
            "input.txt has 5 characters; a study needs 10000. It is cut short; get it anew.",
            Assert.Throws<BadDataException>(() => CharacterText.Read(folder.Files)).Message, StringComparison.Ordinal);
    }
}
