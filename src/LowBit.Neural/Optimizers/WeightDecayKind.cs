namespace LowBit.Neural;

/// <summary>Where weight decay goes.</summary>
public enum WeightDecayKind
{
    /// <summary>Parameters shrink by learning rate · decay, as in AdamW.</summary>
    Decoupled,

    /// <summary>Decay · parameter is added to the gradient, as in Adam.</summary>
    Coupled,
}
