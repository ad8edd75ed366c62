namespace LowBit.Neural;

/// <summary>Kinds of layers that have a low-precision form.</summary>
[Flags]
public enum LayerKinds
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary><c>torch.nn.Linear</c>.</summary>
    Linear = 1,

    /// <summary><c>torch.nn.Conv2d</c>.</summary>
    Conv2d = 2,

    /// <summary><c>torch.nn.Embedding</c>.</summary>
    Embedding = 4,
}
