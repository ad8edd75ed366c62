using System.Runtime.CompilerServices;
using static TorchSharp.torch;

namespace LowBit.Neural;

/// <summary>
/// Watches what few bits do to the operands of a model's low-precision layers. It changes no bit of a training, and costs
/// nothing but a call between the steps that it observes. Not for use from several threads at once.
/// </summary>
public sealed class PrecisionMonitor : IDisposable
{
    static readonly ConditionalWeakTable<LowPrecisionLayer, PrecisionMonitor> Watched = [];

    readonly nn.Module _model;
    readonly List<(LowPrecisionLayer Layer, LayerObserver Observer)> _observers = [];
    readonly Dictionary<LayerObserver, int> _written = [];
    SlotObservation? _firstNonFinite;

    PrecisionMonitor(nn.Module model) => _model = model;

    /// <summary>Watches a model until the monitor is disposed of.</summary>
    /// <param name="model">The model, converted before.</param>
    /// <param name="every">
    /// Which updates are observed: those whose number (<see cref="LowPrecisionModules.SetStep"/>) this divides, the first
    /// forward pass with gradients of each layer. In a loop that never sets the step, every n-th such pass.
    /// </param>
    /// <exception cref="InvalidOperationException">The model has no low-precision layer, or one has a monitor already.</exception>
    public static PrecisionMonitor Attach(nn.Module model, uint every = 100)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentOutOfRangeException.ThrowIfZero(every);
        var layers = Layers(model);
        if (layers.Count == 0)
        {
            throw new InvalidOperationException("The model has no low-precision layer to watch. Convert it first.");
        }
        if (layers.Find(one => Watched.TryGetValue(one.Layer, out _)) is { Layer: not null } watched)
        {
            throw new InvalidOperationException($"{watched.Name} has a monitor already. Dispose of that first.");
        }
        var monitor = new PrecisionMonitor(model);
        foreach (var (name, layer) in layers)
        {
            monitor._observers.Add((layer, new(name, layer, every, monitor.Found)));
            Watched.Add(layer, monitor);
        }
        return monitor;
    }

    /// <summary>The last observation of each layer and slot; slots that took the result of another are not there.</summary>
    public IReadOnlyList<SlotObservation> Latest => [.. _observers.SelectMany(one => one.Observer.Latest)];

    /// <summary>
    /// Throws if an operand that was observed, a parameter, or a gradient holds a NaN or an infinity. Called before the
    /// optimizer's step, or before a checkpoint is saved, it stops a training before its weights are lost.
    /// </summary>
    /// <exception cref="NonFiniteException">One does; the operand that was seen first is named, else the first parameter.</exception>
    public void ThrowIfNonFinite()
    {
        if (_firstNonFinite is { } observation)
        {
            throw new NonFiniteException(observation);
        }
        foreach (var (name, parameter) in _model.named_parameters())
        {
            if (!TensorBytes.IsExpanded(parameter))
            {
                Require(name, parameter, isGradient: false);
            }
            using var gradient = parameter.grad;
            if (gradient is not null)
            {
                Require(name, gradient, isGradient: true);
            }
        }
    }

    /// <summary>Writes each observation that was not written yet as one line of JSON; NaN and ±∞ as text.</summary>
    /// <param name="writer">Where to.</param>
    public void WriteJsonLines(TextWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        foreach (var (_, observer) in _observers)
        {
            if (_written.GetValueOrDefault(observer) == observer.Generation)
            {
                continue;
            }
            _written[observer] = observer.Generation;
            foreach (var observation in observer.Latest)
            {
                writer.Write(ObservationText.Json(observation));
                writer.Write('\n');
            }
        }
    }

    /// <summary>A table of <see cref="Latest"/>.</summary>
    public override string ToString() => ObservationText.Table(Latest);

    /// <summary>Lets go of the model; what was observed stays readable.</summary>
    public void Dispose()
    {
        foreach (var (layer, observer) in _observers)
        {
            if (Watched.TryGetValue(layer, out var monitor) && monitor == this)
            {
                observer.Detach();
                Watched.Remove(layer);
            }
        }
    }

    void Found(SlotObservation observation) => _firstNonFinite ??= observation;

    static void Require(string name, Tensor tensor, bool isGradient)
    {
        if (TensorBytes.NonFiniteCount(tensor) is > 0 and var count)
        {
            throw new NonFiniteException(name, isGradient, count, tensor.NumberOfElements);
        }
    }

    static List<(string Name, LowPrecisionLayer Layer)> Layers(nn.Module model)
    {
        List<(string, LowPrecisionLayer)> layers = model is LowPrecisionLayer itself ? [("", itself)] : [];
        layers.AddRange(model.named_modules()
            .Where(pair => pair.Item2 is LowPrecisionLayer && pair.Item2 != model)
            .Select(pair => (pair.Item1, (LowPrecisionLayer)pair.Item2)));
        return [.. layers.DistinctBy(pair => pair.Item2, ReferenceEqualityComparer.Instance)];
    }
}
