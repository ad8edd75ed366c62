namespace LowBit.Neural;

/// <summary>A named array of exact bytes: what an optimizer or a store of weights keeps from one step to the next.</summary>
public sealed record StateTensor
{
    /// <summary>With its bytes, which are not copied.</summary>
    /// <param name="name">Its name; no two tensors of a source have the same.</param>
    /// <param name="type">What an element is.</param>
    /// <param name="shape">Elements along each axis; empty for one number.</param>
    /// <param name="data">The elements, row-major.</param>
    /// <exception cref="ArgumentException">The number of bytes is not that of the shape.</exception>
    public StateTensor(string name, StateElement type, long[] shape, byte[] data)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(shape);
        ArgumentNullException.ThrowIfNull(data);
        long byteCount = shape.Aggregate((long)ElementSize(type), static (product, size) => checked(product * size));
        if (Array.Exists(shape, static size => size < 0) || byteCount != data.Length)
        {
            throw new ArgumentException(
                $"{name} has {data.Length} bytes; {type} of [{string.Join(" × ", shape)}] needs {byteCount}.", nameof(data));
        }
        (Name, Type, Shape, Data) = (name, type, shape, data);
    }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>What an element is.</summary>
    public StateElement Type { get; }

    /// <summary>Elements along each axis; empty for one number.</summary>
    public long[] Shape { get; }

    /// <summary>The elements, row-major.</summary>
    public byte[] Data { get; }

    /// <summary>Bytes of an element.</summary>
    /// <param name="type">What it is.</param>
    public static int ElementSize(StateElement type) => type switch
    {
        StateElement.F32 or StateElement.I32 => 4,
        StateElement.BF16 => 2,
        StateElement.U8 or StateElement.I8 => 1,
        StateElement.I64 => 8,
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "No such element."),
    };
}
