namespace LowBit.Neural;

/// <summary>A source of state that knows what it holds.</summary>
public interface IHeldBytes
{
    /// <summary>What the memory is for.</summary>
    ByteKind Kind { get; }

    /// <summary>Bytes that are held.</summary>
    long HeldBytes { get; }

    /// <summary>Bytes that the same numbers would take in float32; 0 for those of parameters that the model has too.</summary>
    long FloatBytes { get; }
}
