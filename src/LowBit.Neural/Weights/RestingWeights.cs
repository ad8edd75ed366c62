using static TorchSharp.torch;

namespace LowBit.Neural;

/// <summary>The weights of a model that are codes and scales at rest: their bytes, their flips, their state.</summary>
public sealed class RestingWeights : IStateSource, IHeldBytes
{
    readonly string _prefix;

    /// <summary>Those of a model as it is now.</summary>
    /// <param name="model">A model after its conversion.</param>
    /// <param name="prefix">What names of <see cref="SaveState"/> begin with, before a point.</param>
    public RestingWeights(nn.Module model, string prefix = "weights")
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentException.ThrowIfNullOrEmpty(prefix);
        _prefix = prefix;
        Stores = [.. model.named_parameters()
            .Select(static entry => (entry.name, WeightStore.Of(entry.parameter)))
            .Where(static entry => entry.Item2 is not null).Select(static entry => (entry.name, entry.Item2!))
            .DistinctBy(static entry => entry.Item2)];
    }

    /// <summary>The stores by name of their parameter.</summary>
    public IReadOnlyList<(string Name, WeightStore Store)> Stores { get; }

    /// <summary>Bytes of codes and scales.</summary>
    public long ByteCount => Stores.Sum(static entry => entry.Store.ByteCount);

    /// <summary>Bytes that the same weights take in float32.</summary>
    public long FloatByteCount => Stores.Sum(static entry => sizeof(float) * (long)entry.Store.Count);

    ByteKind IHeldBytes.Kind => ByteKind.Weights;

    long IHeldBytes.HeldBytes => ByteCount;

    // The parameters, which stay in the model, count there.
    long IHeldBytes.FloatBytes => 0;

    /// <summary>The share of codes that the last update changed, 0 … 1; 0 without weights.</summary>
    public double FlipRate => Stores.Count == 0 ? 0
        : (double)Stores.Sum(static entry => (long)entry.Store.CodeFlips) / Stores.Sum(static entry => (long)entry.Store.Count);

    List<StateSlot> Slots => [.. Stores.SelectMany(entry => entry.Store.Slots($"{_prefix}.{entry.Name}"))];

    /// <summary>
    /// Gives the parameters their float32 numbers, for programs that read them, such as <c>save</c>; what is written to them is
    /// lost. Layers go on with their codes.
    /// </summary>
    /// <returns>Puts them to rest again.</returns>
    public IDisposable Wake() => new WakeScope(this);

    /// <inheritdoc/>
    public IEnumerable<StateTensor> SaveState() => Slots.Select(static slot => slot.Save());

    /// <inheritdoc/>
    public void LoadState(IReadOnlyDictionary<string, StateTensor> state) => StateSlot.Load(Slots, state);

    sealed class WakeScope : IDisposable
    {
        readonly RestingWeights _weights;

        public WakeScope(RestingWeights weights)
        {
            _weights = weights;
            foreach (var (_, store) in weights.Stores)
            {
                store.Wake();
            }
        }

        public void Dispose()
        {
            foreach (var (_, store) in _weights.Stores)
            {
                store.Rest();
            }
        }
    }
}
