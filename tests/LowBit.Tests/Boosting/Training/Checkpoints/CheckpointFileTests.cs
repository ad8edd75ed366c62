using System.Text;
using LowBit.Boosting;

namespace LowBit.Tests;

public sealed class CheckpointFileTests : IDisposable
{
    readonly CommandFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    internal static Checkpoint Example() => new()
    {
        Identity = [KeyValuePair.Create("seed", "1"), KeyValuePair.Create("training data, labels", "#00ff")],
        Metrics = [new("valid_1", "auc", true), new("valid_1", "l2", false)],
        Rounds = [new(3, []), new(0, [0.1, double.NaN]), new(0, [double.PositiveInfinity, 5e-324])],
        Model = RandomModel.Content(seed: 1, rounds: 3, outputs: 1, isLinear: false, 5),
    };

    [Fact]
    public void WhatIsWrittenIsReadBack()
    {
        byte[] bytes = CheckpointFile.Write(Example());
        var read = CheckpointFile.Read("c", bytes);
        Assert.Equal(bytes, CheckpointFile.Write(read));
        Assert.Equal(Example().Identity, read.Identity);
        Assert.Equal([3, 0, 0], read.Rounds.Select(round => round.SaturatedRows));
        Assert.Equal([double.PositiveInfinity, 5e-324], read.Rounds[2].Values);
        Assert.Equal(3, read.Model!.Trees.Count);
    }

    [Fact]
    public void EveryAlteredOrMissingByteIsNoticed()
    {
        byte[] bytes = CheckpointFile.Write(Example());
        for (int i = 0; i < bytes.Length; i += 7)
        {
            byte[] altered = [.. bytes];
            altered[i] ^= 1;
            Assert.Throws<BadModelException>(() => CheckpointFile.Read("c", altered));
            Assert.Throws<BadModelException>(() => CheckpointFile.Read("c", bytes.AsSpan(0, i)));
        }
        Assert.Equal(
            "the checkpoint c does not have the checksum that it states; it was cut short or altered: take a complete copy, or train from the start.",
            Assert.Throws<BadModelException>(() => CheckpointFile.Read("c", bytes.AsSpan(0, bytes.Length - 1))).Message);
    }

    [Theory]
    [InlineData("tree\nversion=v4\n", "c is no checkpoint: it does not start with \"lowbit checkpoint\". Name the file that --checkpoint wrote.")]
    [InlineData("", "c is no checkpoint: it does not start with \"lowbit checkpoint\". Name the file that --checkpoint wrote.")]
    [InlineData("lowbit checkpoint 2 00\n", "c is a checkpoint of another version of this program; resume it with that version.")]
    public void OtherFilesAreRefused(string text, string message) =>
        Assert.Equal(message, Assert.Throws<BadModelException>(() => CheckpointFile.Read("c", Encoding.UTF8.GetBytes(text))).Message);

    [Theory]
    [InlineData("{}", "has settings that cannot be read")]
    [InlineData("null", "has settings that cannot be read")]
    [InlineData("{\"Identity\":[],\"Metrics\":[],\"Rounds\":[{\"SaturatedRows\":0,\"Values\":[1]}]}", "has settings that do not go together")]
    [InlineData("{\"Identity\":[],\"Metrics\":[],\"Rounds\":[{\"SaturatedRows\":0,\"Values\":[]}]}", "has 1 rounds and 0 trees")]
    [InlineData("{\"Identity\":[],\"Metrics\":[],\"Rounds\":[null]}", "has settings that")]
    public void SettingsThatCannotBeAreRefused(string json, string problem)
    {
        var empty = new BoostedTrees(RandomModel.Content(seed: 1, rounds: 0, outputs: 1, isLinear: false, 5));
        byte[] file = CheckpointFile.Sealed(Encoding.UTF8.GetBytes($"{json}\n{empty.ToText()}"));
        Assert.StartsWith($"the checkpoint c {problem}", Assert.Throws<BadModelException>(() => CheckpointFile.Read("c", file)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void MissingFileIsRefused() =>
        Assert.StartsWith($"the checkpoint {_folder["no"]} cannot be read: ",
            Assert.Throws<BadModelException>(() => CheckpointFile.Load(_folder["no"])).Message, StringComparison.Ordinal);
}
