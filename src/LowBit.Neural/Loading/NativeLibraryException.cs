namespace LowBit.Neural;

/// <summary>
/// A native library is missing, cannot be loaded, or is not made for this machine. The message is one line that says what is
/// wrong, where, what is needed, and what to do.
/// </summary>
public sealed class NativeLibraryException(string message, Exception? inner = null) : Exception(message, inner);
