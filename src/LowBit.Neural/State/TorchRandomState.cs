using static TorchSharp.torch;

namespace LowBit.Neural;

/// <summary>
/// The state of libtorch's default generator on the CPU, which dropout draws from. What is LowBit's own draws from no
/// generator.
/// </summary>
public sealed class TorchRandomState : IStateSource
{
    const string Name = "generator";

    /// <inheritdoc/>
    public IEnumerable<StateTensor> SaveState()
    {
        using var state = get_rng_state();
        return [TensorBytes.Copy(Name, state)];
    }

    /// <inheritdoc/>
    public void LoadState(IReadOnlyDictionary<string, StateTensor> state)
    {
        ArgumentNullException.ThrowIfNull(state);
        using var now = get_rng_state();
        if (state.GetValueOrDefault(Name) is not { Type: StateElement.U8, Shape: [var length] } saved || length != now.shape[0])
        {
            throw new StateException($"{Name} is missing, or is not U8 [{now.shape[0]}].");
        }
        using var tensor = TensorBytes.ToTensor(saved);
        set_rng_state(tensor);
    }
}
