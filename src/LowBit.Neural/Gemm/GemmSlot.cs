namespace LowBit.Neural;

/// <summary>
/// The six operands of a linear layer's three products, for Y = X Wᵀ and G = ∂L/∂Y: Y of the first two, ∂X = G W of the
/// next two, ∂W = Gᵀ X of the last two.
/// </summary>
public enum GemmSlot
{
    /// <summary>X of Y = X Wᵀ, as [rows × inputs].</summary>
    XForward,

    /// <summary>W of Y = X Wᵀ, as [outputs × inputs].</summary>
    WForward,

    /// <summary>G of ∂X = G W, as [rows × outputs].</summary>
    GradForInput,

    /// <summary>W of ∂X = G W, as [inputs × outputs].</summary>
    WForInput,

    /// <summary>G of ∂W = Gᵀ X, as [outputs × rows].</summary>
    GradForWeight,

    /// <summary>X of ∂W = Gᵀ X, as [inputs × rows].</summary>
    XForWeight,
}
