using static TorchSharp.torch;

namespace LowBit.Neural;

/// <summary>
/// What a training holds, in bytes: storages of tensors as they are, each once however many tensors stand on it; state as its
/// source holds it. Not counted: what libtorch's own layers keep for their backward pass, and what lives within a pass.
/// </summary>
public sealed class ByteLedger
{
    ByteLedger(IReadOnlyList<ByteLine> lines) => Lines = lines;

    /// <summary>Layers in the order of <c>named_modules</c>, then sources; lines of 0 bytes are not there.</summary>
    public IReadOnlyList<ByteLine> Lines { get; }

    /// <summary>All bytes.</summary>
    public long Bytes => Lines.Sum(line => line.Bytes);

    /// <summary>All bytes if it were float32; null where that is not known of a line.</summary>
    public long? FloatBytes => Lines.Any(line => line.FloatBytes is null) ? null : Lines.Sum(line => line.FloatBytes);

    /// <summary>
    /// Counts now: gradients are there between <c>backward</c> and the next <c>zero_grad</c>, saved activations are those of the last
    /// forward pass with gradients of each low-precision layer.
    /// </summary>
    /// <param name="model">The model.</param>
    /// <param name="sources">
    /// Optimizers and stores; those that are not <see cref="IHeldBytes"/> count as optimizer state of the bytes that they save.
    /// </param>
    public static ByteLedger Of(nn.Module model, params NamedState[] sources)
    {
        using var scope = NewDisposeScope();
        var (storage, counted) = (new TensorStorage(), new HashSet<nint>());
        List<ByteLine> lines =
        [
            .. Modules(model).SelectMany(one => LinesOf(one.Name, one.Module, storage, counted)),
            .. NamedState.AllOf(model, sources).Select(Line),
        ];
        return new([.. lines.Where(line => line.Bytes > 0 || line.FloatBytes > 0)]);
    }

    /// <summary>Bytes of a kind.</summary>
    /// <param name="kind">Which.</param>
    public long BytesOf(ByteKind kind) => Lines.Where(line => line.Kind == kind).Sum(line => line.Bytes);

    /// <summary>A table: a line for each layer and source, and one for all.</summary>
    public override string ToString() => LedgerText.Table(this);

    static IEnumerable<(string Name, nn.Module Module)> Modules(nn.Module model) => model.named_modules()
        .Where(pair => pair.Item2 != model).Prepend(("", model)).DistinctBy(pair => pair.Item2, ReferenceEqualityComparer.Instance)!;

    // A parameter that stands in two layers belongs to the first.
    static IEnumerable<ByteLine> LinesOf(string name, nn.Module module, TensorStorage storage, HashSet<nint> counted)
    {
        var parameters = module.named_parameters(recurse: false).Select(pair => (Tensor)pair.Item2)
            .Where(parameter => counted.Add(parameter.Handle)).ToList();
        var buffers = module.named_buffers(recurse: false).Select(pair => pair.Item2).Where(buffer => counted.Add(buffer.Handle));
        yield return Line(name, ByteKind.Weights, [.. parameters, .. buffers], storage);
        yield return Line(name, ByteKind.Gradients, [.. parameters.Select(parameter => parameter.grad).OfType<Tensor>()], storage);
        if (module is LowPrecisionLayer layer)
        {
            yield return new(name, ByteKind.SavedActivations, layer.SavedBytes, layer.SavedFloatBytes);
        }
    }

    static ByteLine Line(string name, ByteKind kind, IReadOnlyList<Tensor> tensors, TensorStorage storage) =>
        new(name, kind, tensors.Sum(storage.NewBytes), tensors.Sum(InFloats));

    static ByteLine Line(NamedState named) => named.Source is IHeldBytes held
        ? new(named.Name, held.Kind, held.HeldBytes, held.FloatBytes)
        : new(named.Name, ByteKind.OptimizerState, named.Source.SaveState().Sum(tensor => (long)tensor.Data.Length), null);

    internal static long InFloats(Tensor tensor) => tensor.NumberOfElements
        * (tensor.dtype is ScalarType.Int16 or ScalarType.Int32 or ScalarType.Int64 ? tensor.element_size() : sizeof(float));
}
