using LowBit.Numerics;

namespace LowBit.Neural;

/// <summary>
/// What becomes of the six operands of a layer's three products, and of the products' axes. All slots are float32 unless set. Immutable.
/// </summary>
public sealed record GemmPolicy
{
    /// <summary>X of Y = X Wᵀ.</summary>
    public Slot XForward { get; init; } = Slot.HighPrecision;

    /// <summary>W of Y = X Wᵀ.</summary>
    public Slot WForward { get; init; } = Slot.HighPrecision;

    /// <summary>G of ∂X = G W.</summary>
    public Slot GradForInput { get; init; } = Slot.HighPrecision;

    /// <summary>W of ∂X = G W.</summary>
    public Slot WForInput { get; init; } = Slot.HighPrecision;

    /// <summary>G of ∂W = Gᵀ X.</summary>
    public Slot GradForWeight { get; init; } = Slot.HighPrecision;

    /// <summary>X of ∂W = Gᵀ X.</summary>
    public Slot XForWeight { get; init; } = Slot.HighPrecision;

    /// <summary>Transforms on the axes of Y = X Wᵀ.</summary>
    public ProductTransforms ForwardTransforms { get; init; } = ProductTransforms.None;

    /// <summary>Transforms on the axes of ∂X = G W.</summary>
    public ProductTransforms InputGradientTransforms { get; init; } = ProductTransforms.None;

    /// <summary>Transforms on the axes of ∂W = Gᵀ X.</summary>
    public ProductTransforms WeightGradientTransforms { get; init; } = ProductTransforms.None;

    /// <summary>How X is kept for the backward pass.</summary>
    public SavedInput SavedInput { get; init; } = SavedInput.Values;

    /// <summary>What computes products of integer operands.</summary>
    public GemmBackend Backend { get; init; }

    /// <summary>
    /// Whether both operands of a product are integers of at most 8 bits with scales outside: by tensor, or by row of the
    /// layout of <see cref="GemmSlot"/>.
    /// </summary>
    /// <param name="product">Which.</param>
    public bool IsInteger(GemmProduct product) => product switch
    {
        GemmProduct.Forward => HasLevels(XForward) && HasLevels(WForward),
        GemmProduct.InputGradient => HasLevels(GradForInput) && HasLevels(WForInput, WForward),
        GemmProduct.WeightGradient => HasLevels(GradForWeight, GradForInput) && HasLevels(XForWeight, XForward),
        _ => throw new ArgumentOutOfRangeException(nameof(product), product, "No such product."),
    };

    /// <summary>The transforms of a product.</summary>
    /// <param name="product">Which.</param>
    public ProductTransforms Transforms(GemmProduct product) => product switch
    {
        GemmProduct.Forward => ForwardTransforms,
        GemmProduct.InputGradient => InputGradientTransforms,
        GemmProduct.WeightGradient => WeightGradientTransforms,
        _ => throw new ArgumentOutOfRangeException(nameof(product), product, "No such product."),
    };

    /// <summary>The slot of an operand.</summary>
    /// <param name="slot">Which.</param>
    public Slot this[GemmSlot slot] => slot switch
    {
        GemmSlot.XForward => XForward,
        GemmSlot.WForward => WForward,
        GemmSlot.GradForInput => GradForInput,
        GemmSlot.WForInput => WForInput,
        GemmSlot.GradForWeight => GradForWeight,
        GemmSlot.XForWeight => XForWeight,
        _ => throw new ArgumentOutOfRangeException(nameof(slot), slot, "No such slot."),
    };

    /// <summary>Checks what can be checked without tensors.</summary>
    /// <exception cref="RecipeException">
    /// A slot reuses what nobody made, a forward slot rounds stochastically (a model would not give the same output twice),
    /// a quantizer cannot work on any matrix, X is kept in a way that does not fit, or no product is one of integers while
    /// <see cref="GemmBackend.NativeInt8"/> is asked for.
    /// </exception>
    public void Validate()
    {
        ValidateSaved();
        ValidateReuse(WForInput, InputGradientTransforms, GemmSlot.WForInput);
        ValidateReuse(XForWeight, WeightGradientTransforms, GemmSlot.XForWeight);
        ValidateReuse(GradForWeight, WeightGradientTransforms, GemmSlot.GradForWeight);
        ValidateReuse(GradForWeight, InputGradientTransforms, GemmSlot.GradForWeight);
        if (Backend == GemmBackend.NativeInt8 && !Enum.GetValues<GemmProduct>().Any(IsInteger))
        {
            throw new RecipeException(
                "NativeInt8 has nothing to do: no product has two operands of symmetric or full integers of at most 8 bits, by "
                + "tensor or by row. Use Emulated.");
        }
        foreach (var slot in Enum.GetValues<GemmSlot>())
        {
            var choice = this[slot];
            if (choice.IsReuse && slot is (GemmSlot.XForward or GemmSlot.WForward or GemmSlot.GradForInput))
            {
                throw new RecipeException(
                    $"{slot} cannot reuse: it comes first. WForInput, XForWeight and GradForWeight can.");
            }
            if (choice.IsStochastic && slot is (GemmSlot.XForward or GemmSlot.WForward))
            {
                throw new RecipeException(
                    $"{slot} rounds by {choice.Quantizer!.Rounding}: the output would not be the same twice. "
                    + "Stochastic rounding is for the backward slots.");
            }
            if (choice.IsBySample && slot != GemmSlot.GradForInput)
            {
                throw new RecipeException($"{slot} cannot be quantized by sample: that is for GradForInput.");
            }
            ValidateEstimator(slot, choice);
            // A transform may ask for a shape: a layer tries it on its own.
            if (choice.Quantizer is { Transform: null })
            {
                Try(slot, 2, 2);
            }
        }
    }

    // What was quantized behind other transforms, or none, cannot go behind these as it is.
    static void ValidateReuse(Slot slot, ProductTransforms transforms, GemmSlot name)
    {
        if (slot.IsReuse && !transforms.IsNone)
        {
            throw new RecipeException($"{name} cannot reuse where its product has transforms. Give it a quantizer.");
        }
    }

    static void ValidateEstimator(GemmSlot slot, Slot choice)
    {
        if (choice.Estimator == Estimator.StraightThrough)
        {
            return;
        }
        if (slot is not (GemmSlot.XForward or GemmSlot.WForward) || choice.Quantizer is not { } quantizer)
        {
            throw new RecipeException($"{slot} takes no estimator: that is for what XForward and WForward quantize.");
        }
        if (quantizer.Transform is not null)
        {
            throw new RecipeException($"The estimator of {slot} needs a quantizer without transform. Use the transforms of the product.");
        }
        if (choice.HasLearnedStep && quantizer is not { Format: IntegerFormat { FractionBits: 0 }, Granularity: PerTensor, IsAffine: false })
        {
            throw new RecipeException($"A learned step of {slot} is for integers by tensor, without zero point.");
        }
    }

    void ValidateSaved()
    {
        if (SavedInput.Quantizer is not { } quantizer)
        {
            return;
        }
        if (XForWeight.IsReuse)
        {
            throw new RecipeException("X cannot be kept in codes where XForWeight reuses what XForward made. Give it a quantizer.");
        }
        try
        {
            _ = quantizer.Quantize(new float[4], 2, 2, default, 0, Isa.Best);
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            throw new RecipeException($"The quantizer of SavedInput has no codes: {e.Message}", e);
        }
    }

    // What is reused goes into another product turned: only one scale for all stays outside.
    static bool HasLevels(Slot slot, Slot? reused = null) =>
        slot.IsReuse ? reused is { HasLevels: true, Quantizer.Granularity: PerTensor } : slot.HasLevels;

    /// <summary>Runs the quantizer of a slot on a matrix of zeros, so that it fails here if it cannot work on the shape.</summary>
    /// <exception cref="RecipeException">It cannot.</exception>
    internal void Try(GemmSlot slot, int rows, int columns)
    {
        if (this[slot].Quantizer is not { } quantizer)
        {
            return;
        }
        var matrix = new float[rows * columns];
        try
        {
            quantizer.FakeQuantize(matrix, rows, columns, default, 0, Isa.Best, matrix);
        }
        catch (ArgumentException e)
        {
            throw new RecipeException(
                $"The quantizer of {slot} cannot work on {rows} × {columns} elements: {e.Message}", e);
        }
    }
}
