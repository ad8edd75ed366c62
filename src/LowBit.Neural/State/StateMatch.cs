namespace LowBit.Neural;

/// <summary>Which tensors of a file and of a model must go together.</summary>
public enum StateMatch
{
    /// <summary>Each of the file has its place in the model, and each of the model its values in the file.</summary>
    Strict,

    /// <summary>Those that both have are loaded; the others stay as they are.</summary>
    Common,
}
