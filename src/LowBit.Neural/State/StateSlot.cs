using System.Runtime.InteropServices;

namespace LowBit.Neural;

/// <summary>An array that is part of the state of something: how it is called, what its elements are, and its memory.</summary>
sealed class StateSlot
{
    readonly string _name;
    readonly StateElement _type;
    readonly long[] _shape;
    readonly Func<byte[]> _read;
    readonly Action<byte[]> _write;

    StateSlot(string name, StateElement type, long[] shape, Func<byte[]> read, Action<byte[]> write) =>
        (_name, _type, _shape, _read, _write) = (name, type, shape, read, write);

    /// <summary>The state of an array; its elements are as long as those of the type.</summary>
    public static StateSlot Of<T>(string name, StateElement type, long[] shape, T[] memory)
        where T : unmanaged => new(
            name, type, shape,
            () => MemoryMarshal.AsBytes(memory.AsSpan()).ToArray(),
            bytes => bytes.CopyTo(MemoryMarshal.AsBytes(memory.AsSpan())));

    /// <summary>A copy.</summary>
    public StateTensor Save() => new(_name, _type, _shape, _read());

    /// <summary>Takes over all slots, or throws and takes none.</summary>
    /// <exception cref="StateException">A tensor is missing or does not fit.</exception>
    public static void Load(IReadOnlyCollection<StateSlot> slots, IReadOnlyDictionary<string, StateTensor> state)
    {
        ArgumentNullException.ThrowIfNull(state);
        var tensors = slots.Select(slot => slot.Find(state)).ToList();
        foreach (var (slot, tensor) in slots.Zip(tensors))
        {
            slot._write(tensor.Data);
        }
    }

    StateTensor Find(IReadOnlyDictionary<string, StateTensor> state)
    {
        if (!state.TryGetValue(_name, out var tensor))
        {
            throw new StateException($"The state holds no {_name}: {_type} of {Text(_shape)} is needed.");
        }
        return tensor.Type == _type && tensor.Shape.AsSpan().SequenceEqual(_shape) ? tensor : throw new StateException(
            $"{_name} is {tensor.Type} of {Text(tensor.Shape)}; {_type} of {Text(_shape)} is needed. "
            + "Load state into what was built with the same settings.");
    }

    static string Text(long[] shape) => $"[{string.Join(" × ", shape)}]";
}
