namespace LowBit.Neural;

/// <summary>A checkpoint that cannot be written or read, or that is of another training. The message is one line.</summary>
public sealed class CheckpointException : IOException
{
    /// <summary>With a message.</summary>
    /// <param name="message">What, where, and what to do.</param>
    public CheckpointException(string message)
        : base(message)
    {
    }

    /// <summary>With what caused it.</summary>
    /// <param name="message">What, where, and what to do.</param>
    /// <param name="inner">The cause.</param>
    public CheckpointException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
