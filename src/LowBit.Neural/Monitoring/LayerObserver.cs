using static TorchSharp.torch;

namespace LowBit.Neural;

/// <summary>Watches the operands of a layer, at the steps that are due.</summary>
sealed class LayerObserver : IOperandObserver
{
    readonly LowPrecisionLayer _layer;
    readonly uint _every;
    readonly SlotStatistics[] _slots;
    readonly Action<SlotObservation> _found;
    readonly Action _unhook;

    /// <param name="name">Name of the layer.</param>
    /// <param name="layer">The layer.</param>
    /// <param name="every">Steps that this divides are due.</param>
    /// <param name="found">Told of every operand that is not finite.</param>
    public LayerObserver(string name, LowPrecisionLayer layer, uint every, Action<SlotObservation> found)
    {
        (_layer, _every, _found) = (layer, every, found);
        _slots = [.. Enum.GetValues<GemmSlot>().Select(slot => new SlotStatistics(name, slot, layer.Policy[slot]))];
        _unhook = layer.register_forward_pre_hook((nn.Module _) => BeforeForward()).remove;
    }

    /// <summary>Number of the observation, to tell a new one from the last; 0 before the first.</summary>
    public int Generation { get; private set; }

    public IEnumerable<SlotObservation> Latest => _slots.Select(slot => slot.Result()).OfType<SlotObservation>();

    public void Observe(GemmSlot slot, Tensor source, Tensor result)
    {
        using var values = source.contiguous();
        using var numbers = result.contiguous();
        var statistics = _slots[(int)slot];
        statistics.Add(TensorSpan.Of(values), TensorSpan.Of(numbers), (int)source.shape[0], (int)source.shape[1]);
        if (statistics.Result() is { IsFinite: false } observation)
        {
            _found(observation);
        }
    }

    public void Detach()
    {
        _unhook();
        _layer.Observer = null;
    }

    // The first pass of a step; where no step is ever set, every n-th pass of the one step.
    void BeforeForward()
    {
        bool isDue = is_grad_enabled() && _layer.Step % _every == 0 && _layer.Pass % _every == 0;
        _layer.Observer = isDue ? this : null;
        if (isDue)
        {
            Generation++;
            Array.ForEach(_slots, slot => slot.Begin(_layer.Step));
        }
    }
}
