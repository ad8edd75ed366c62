using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace LowBit.Neural;

/// <summary>What the file of a checkpoint holds: tensors by the name of their source, and texts.</summary>
/// <param name="File">The file.</param>
sealed record CheckpointContent(SafetensorsFile File)
{
    public const string ModelName = "model";

    const string Version = "1";
    const string Format = "lowbit.checkpoint", RecipeName = "lowbit.recipe", RecipeHash = "lowbit.recipe_sha256";
    const string Step = "lowbit.step", Seed = "lowbit.seed", Checksum = "lowbit.sha256", Entry = "user.";

    public static CheckpointContent Of(
        Recipe recipe, CheckpointProgress progress, IEnumerable<(string Name, IEnumerable<StateTensor> Tensors)> sources)
    {
        var texts = progress.Entries.ToDictionary(pair => Entry + pair.Key, pair => pair.Value);
        texts.Add(Format, Version);
        texts.Add(RecipeName, recipe.Name);
        texts.Add(RecipeHash, FingerprintOf(recipe));
        texts.Add(Step, $"{progress.Step}");
        texts.Add(Seed, $"{progress.Seed}");
        var tensors = sources.SelectMany(source => source.Tensors.Select(tensor =>
            new StateTensor($"{source.Name}.{tensor.Name}", tensor.Type, tensor.Shape, tensor.Data))).ToList();
        texts.Add(Checksum, HashOf(tensors, texts));
        return new(new SafetensorsFile(tensors, texts));
    }

    /// <summary>A hash of all that a recipe says.</summary>
    public static string FingerprintOf(Recipe recipe) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(CanonicalText.Of(recipe))));

    /// <summary>Where the training stood.</summary>
    /// <exception cref="StateException">The file is no checkpoint, was altered, or is of another recipe.</exception>
    public CheckpointProgress ProgressUnder(Recipe recipe)
    {
        string version = File.Metadata.GetValueOrDefault(Format)
            ?? throw new StateException($"It is no checkpoint: its metadata have no {Format}.");
        if (version != Version)
        {
            throw new StateException($"It is of version {Short(version)}; this is version {Version}.");
        }
        if (Text(Checksum) != HashOf(File.Tensors, File.Metadata))
        {
            throw new StateException("It was altered: its content does not have the checksum that it states.");
        }
        string then = Text(RecipeHash), now = FingerprintOf(recipe);
        if (then != now)
        {
            throw new StateException($"It is of recipe {Text(RecipeName)} ({Short(then)}); this is {recipe.Name} ({Short(now)}).");
        }
        if (!uint.TryParse(Text(Step), CultureInfo.InvariantCulture, out uint step)
            || !ulong.TryParse(Text(Seed), CultureInfo.InvariantCulture, out ulong seed))
        {
            throw new StateException("Its step or seed is no number.");
        }
        return new(step, seed)
        {
            Entries = File.Metadata.Where(pair => pair.Key.StartsWith(Entry, StringComparison.Ordinal))
                .ToDictionary(pair => pair.Key[Entry.Length..], pair => pair.Value),
        };
    }

    /// <summary>The tensors of a source, by their names in it.</summary>
    public Dictionary<string, StateTensor> Of(string source) => File.Tensors
        .Where(tensor => SourceOf(tensor) == source)
        .Select(tensor => new StateTensor(tensor.Name[(source.Length + 1)..], tensor.Type, tensor.Shape, tensor.Data))
        .ToDictionary(tensor => tensor.Name);

    public static string SourceOf(StateTensor tensor) => tensor.Name.Split('.')[0];

    string Text(string name) =>
        File.Metadata.GetValueOrDefault(name) ?? throw new StateException($"Its metadata have no {name}.");

    static string Short(string hash) => hash.Length > 12 ? hash[..12] + "…" : hash;

    // Lengths before contents, so that no two contents are the same bytes.
    static string HashOf(IEnumerable<StateTensor> tensors, IReadOnlyDictionary<string, string> texts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (name, value) in texts.Where(pair => pair.Key != Checksum).OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            Add(Encoding.UTF8.GetBytes(name));
            Add(Encoding.UTF8.GetBytes(value));
        }
        foreach (var tensor in tensors)
        {
            Add(Encoding.UTF8.GetBytes($"{tensor.Name} {tensor.Type} {string.Join(',', tensor.Shape)}"));
            Add(tensor.Data);
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());

        void Add(ReadOnlySpan<byte> bytes)
        {
            Span<byte> length = stackalloc byte[sizeof(long)];
            BinaryPrimitives.WriteInt64LittleEndian(length, bytes.Length);
            hash.AppendData(length);
            hash.AppendData(bytes);
        }
    }
}
