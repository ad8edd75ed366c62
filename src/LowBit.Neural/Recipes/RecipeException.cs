namespace LowBit.Neural;

/// <summary>A recipe that makes no sense, by itself or for the module that it is applied to.</summary>
public sealed class RecipeException : ArgumentException
{
    /// <summary>With a message.</summary>
    /// <param name="message">What, and what to do.</param>
    public RecipeException(string message)
        : base(message)
    {
    }

    /// <summary>With what caused it.</summary>
    /// <param name="message">What, and what to do.</param>
    /// <param name="inner">The cause.</param>
    public RecipeException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
