using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using LowBit.Numerics;

namespace LowBit.Boosting;

/// <summary>
/// A checkpoint as a file: a line with version and checksum, a line of JSON, and the text of a model file
/// (docs/checkpoints.md).
/// </summary>
static class CheckpointFile
{
    const int HexDigits = 2 * SHA256.HashSizeInBytes;
    const string Remedy = "it was cut short or altered: take a complete copy, or train from the start";

    static ReadOnlySpan<byte> FirstWords => "lowbit checkpoint "u8;

    static ReadOnlySpan<byte> Version => "1 "u8;

    /// <exception cref="BadModelException">The file cannot be written; what stood there stands there still.</exception>
    public static void Save(string path, Checkpoint checkpoint)
    {
        byte[] bytes = Write(checkpoint);
        try
        {
            WholeFile.Write(path, stream => stream.Write(bytes));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new BadModelException(
                $"the checkpoint {path} cannot be written ({e.Message}); an older one is kept as it is. Free space or give another path.", e);
        }
    }

    /// <exception cref="BadModelException">The file cannot be read, is no checkpoint, was cut short or altered.</exception>
    public static Checkpoint Load(string path)
    {
        try
        {
            return Read(path, File.ReadAllBytes(path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new BadModelException($"the checkpoint {path} cannot be read: {e.Message}", e);
        }
    }

    public static byte[] Write(Checkpoint checkpoint)
    {
        byte[] json = JsonSerializer.SerializeToUtf8Bytes(checkpoint, CheckpointJson.Default.Checkpoint);
        var model = ModelWriter.Write(checkpoint.Model!);
        return Sealed([.. json, (byte)'\n', .. model.Bytes]);
    }

    /// <summary>A content behind the line with its checksum.</summary>
    public static byte[] Sealed(ReadOnlySpan<byte> content) =>
        [.. FirstWords, .. Version, .. Encoding.ASCII.GetBytes(Checksum(content)), (byte)'\n', .. content];

    /// <param name="name">What errors call the file.</param>
    /// <param name="file">Its bytes.</param>
    public static Checkpoint Read(string name, ReadOnlySpan<byte> file)
    {
        var content = Unseal(name, file);
        int end = content.IndexOf((byte)'\n');
        if (end < 0)
        {
            throw Error(name, "has no line of settings");
        }
        var checkpoint = ReadJson(name, content[..end]);
        return Checked(name, checkpoint with { Model = ModelReader.Read(name, content[(end + 1)..]) });
    }

    static ReadOnlySpan<byte> Unseal(string name, ReadOnlySpan<byte> file)
    {
        if (!file.StartsWith(FirstWords))
        {
            throw new BadModelException($"{name} is no checkpoint: it does not start with \"lowbit checkpoint\". Name the file that --checkpoint wrote.");
        }
        file = file[FirstWords.Length..];
        if (!file.StartsWith(Version))
        {
            throw new BadModelException($"{name} is a checkpoint of another version of this program; resume it with that version.");
        }
        file = file[Version.Length..];
        if (file.Length <= HexDigits || file[HexDigits] != '\n'
            || !file[..HexDigits].SequenceEqual(Encoding.ASCII.GetBytes(Checksum(file[(HexDigits + 1)..]))))
        {
            throw Error(name, "does not have the checksum that it states");
        }
        return file[(HexDigits + 1)..];
    }

    static Checkpoint ReadJson(string name, ReadOnlySpan<byte> line)
    {
        try
        {
            return JsonSerializer.Deserialize(line, CheckpointJson.Default.Checkpoint) ?? throw new JsonException();
        }
        catch (JsonException)
        {
            throw Error(name, "has settings that cannot be read");
        }
    }

    static Checkpoint Checked(string name, Checkpoint checkpoint)
    {
        var model = checkpoint.Model!;
        if (checkpoint.Identity.Any(pair => pair.Key is null || pair.Value is null) || checkpoint.Metrics.Contains(null)
            || checkpoint.Rounds.Any(round => round is null || round.Values.Length != 0 && round.Values.Length != checkpoint.Metrics.Length))
        {
            throw Error(name, "has settings that do not go together");
        }
        if (ModelCheck.Fault(model) is { } fault)
        {
            throw Error(name, $"holds no model ({fault})");
        }
        return model.Trees.Count / model.OutputCount >= checkpoint.Rounds.Length ? checkpoint
            : throw Error(name, $"has {checkpoint.Rounds.Length} rounds and {model.Trees.Count} trees");
    }

    static string Checksum(ReadOnlySpan<byte> content) => Convert.ToHexStringLower(SHA256.HashData(content));

    static BadModelException Error(string name, string problem) => new($"the checkpoint {name} {problem}; {Remedy}.");
}
