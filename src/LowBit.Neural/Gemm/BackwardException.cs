namespace LowBit.Neural;

/// <summary>
/// The backward pass of a low-precision layer failed. libtorch cannot let an exception through, so it is thrown later, by the
/// layer's next forward pass or by <see cref="LowPrecisionModules.ThrowIfBackwardFailed"/>; its gradients, and
/// those of what lies below, are missing.
/// </summary>
public sealed class BackwardException(string message, Exception inner) : InvalidOperationException(message, inner);
