using static TorchSharp.torch;

namespace LowBit.Neural;

/// <summary>
/// Parameters and buffers of a model as named tensors: what <c>state_dict</c> names. An expanded tensor, which holds fewer
/// values than it has elements, is no state and left out: its values are somebody else's, or none.
/// </summary>
sealed class ModelState
{
    readonly Dictionary<string, Tensor> _tensors;

    /// <exception cref="StateException">A tensor is of a type that files do not hold, or too large for one.</exception>
    public ModelState(nn.Module model)
    {
        _tensors = model.state_dict().Where(pair => !TensorBytes.IsExpanded(pair.Value)).ToDictionary();
        foreach (var (name, tensor) in _tensors)
        {
            if (TensorBytes.ElementOf(tensor.dtype) is null)
            {
                throw new StateException(
                    $"{name} is {tensor.dtype}; files hold {string.Join(", ", Enum.GetNames<StateElement>())}. Convert the module first.");
            }
            if (tensor.NumberOfElements * tensor.element_size() > Array.MaxLength)
            {
                throw new StateException(
                    $"{name} has {tensor.NumberOfElements} elements; "
                    + $"a tensor of a file has at most {Array.MaxLength} bytes.");
            }
        }
    }

    /// <summary>Names and live tensors.</summary>
    public IReadOnlyDictionary<string, Tensor> Tensors => _tensors;

    public IEnumerable<StateTensor> Save() => _tensors.Select(pair => TensorBytes.Copy(pair.Key, pair.Value));

    /// <exception cref="StateException">A tensor holds a NaN or an infinity.</exception>
    public void RequireFinite()
    {
        foreach (var (name, tensor) in _tensors)
        {
            if (TensorBytes.NonFiniteCount(tensor) is > 0 and var count)
            {
                throw new StateException(
                    $"{name} has {count} of {tensor.NumberOfElements} elements that are NaN or infinite. "
                    + "Go back to the checkpoint before.");
            }
        }
    }

    /// <summary>What both have must be of the same type and shape.</summary>
    /// <exception cref="StateException">It is not.</exception>
    public StateDifference Check(IReadOnlyDictionary<string, StateTensor> state)
    {
        foreach (var (name, tensor) in _tensors)
        {
            if (state.TryGetValue(name, out var saved))
            {
                RequireSame(name, saved, tensor);
            }
        }
        return new([.. _tensors.Keys.Where(name => !state.ContainsKey(name))], [.. state.Keys.Where(name => !_tensors.ContainsKey(name))]);
    }

    /// <summary>Takes over what both have; checked before.</summary>
    public void Load(IReadOnlyDictionary<string, StateTensor> state)
    {
        foreach (var (name, tensor) in _tensors)
        {
            if (state.TryGetValue(name, out var saved))
            {
                TensorBytes.Restore(saved, tensor);
            }
        }
    }

    static void RequireSame(string name, StateTensor saved, Tensor tensor)
    {
        var type = TensorBytes.ElementOf(tensor.dtype);
        if (saved.Type != type || !saved.Shape.AsSpan().SequenceEqual(tensor.shape))
        {
            throw new StateException(
                $"{name} is {saved.Type} [{string.Join(" × ", saved.Shape)}] in the file and {type} {Require.Shape(tensor)} in the model.");
        }
    }
}
