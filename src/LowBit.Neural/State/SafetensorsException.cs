namespace LowBit.Neural;

/// <summary>
/// A safetensors file that cannot be read or written, that is not one, or that does not fit a model. The message is one line.
/// </summary>
public sealed class SafetensorsException : IOException
{
    /// <summary>With a message.</summary>
    /// <param name="message">What, where, and what to do.</param>
    public SafetensorsException(string message)
        : base(message)
    {
    }

    /// <summary>With what caused it.</summary>
    /// <param name="message">What, where, and what to do.</param>
    /// <param name="inner">The cause.</param>
    public SafetensorsException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
