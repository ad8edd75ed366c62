namespace LowBit.Neural;

/// <summary>A tensor that a low-precision layer cannot work on: its type, device, shape, size, or a value that is not finite.</summary>
public sealed class OperandException(string message) : ArgumentException(message);
