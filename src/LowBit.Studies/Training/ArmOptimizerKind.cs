namespace LowBit.Studies;

/// <summary>Optimizers of TorchSharp that studies use.</summary>
enum ArmOptimizerKind
{
    /// <summary>Momentum 0.9.</summary>
    Sgd,

    /// <summary>β 0.9 and 0.95, ε 1e-8.</summary>
    AdamW,
}
