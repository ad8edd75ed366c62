using LowBit.Numerics;
using static TorchSharp.torch;

namespace LowBit.Neural;

/// <summary>
/// The three products of one pass. Between forward and backward libtorch holds its tensors; scales and packed codes are
/// held here.
/// </summary>
/// <param name="call">The pass.</param>
/// <param name="steps">Learned steps of X and W; NaN for none.</param>
sealed class LinearPass(GemmCall call, (float X, float W) steps)
{
    QuantizedMatrix? _packed;
    Operand? _keptX, _keptW;
    Estimation _xEstimation, _wEstimation;

    public GemmCall Call => call;

    public bool NeedsBiasGradient { get; private set; }

    /// <summary>Bytes that are held for the backward pass and are not W's; X's, shared or not, among them.</summary>
    public long SavedBytes { get; private set; }

    /// <summary>Y, until it is released.</summary>
    public Tensor? Output { get; private set; }

    GemmPolicy Policy => call.Policy;

    bool IsTracked => call.NeedsInputGradient || call.NeedsWeightGradient;

    /// <exception cref="OperandException">An X or W that is quantized is not finite.</exception>
    public void Forward(Tensor x, Tensor w, Tensor? bias)
    {
        NeedsBiasGradient = bias is { requires_grad: true };
        (var xForward, _xEstimation) = call.ForwardOperand(GemmSlot.XForward, x, steps.X, IsTracked);
        (var wForward, _wEstimation) = call.ForwardOperand(GemmSlot.WForward, call.Weights?.Invoke() ?? w, steps.W, IsTracked);
        _keptX = Policy.XForWeight.IsReuse ? xForward
            : Policy.SavedInput.IsOperand && call.NeedsWeightGradient ? call.Operand(GemmSlot.XForWeight, x)
            : null;
        _keptW = Policy.WForInput.IsReuse && call.Weights is null ? wForward : null;
        Output = Product(GemmProduct.Forward, xForward, wForward, bias);
    }

    /// <summary>Y, which is the caller's from now on.</summary>
    public Tensor Release()
    {
        var output = Output!;
        Output = null;
        return output;
    }

    /// <summary>What libtorch is to hold: X and W, or what became of them, and what estimators keep.</summary>
    public List<Tensor> Save(Tensor x, Tensor w)
    {
        var keptX = call.NeedsWeightGradient ? _keptX?.Values ?? x : empty(0);
        if (call.NeedsWeightGradient && Policy.SavedInput.Quantizer is not null)
        {
            _packed = call.Pack(x);
            keptX = empty(0);
        }
        var keptW = call.NeedsInputGradient ? _keptW?.Values ?? w : empty(0);
        SavedBytes = Bytes(keptX, _keptX) + (_packed?.StoredBytes ?? 0) + (_keptW is null ? 0 : Bytes(keptW, _keptW))
            + _xEstimation.ByteCount + _wEstimation.ByteCount;
        var saved = (List<Tensor>)[keptX, keptW, .. Saved(_xEstimation), .. Saved(_wEstimation)];
        // Their tensors end with the scope: they are made again of what libtorch hands out.
        (_xEstimation, _wEstimation) = (default, default);
        (_keptX, _keptW) = (_keptX?.Without(), _keptW?.Without());
        return saved;
    }

    public LinearGradients Backward(List<Tensor> saved, Tensor g)
    {
        Operand? gForInput = call.NeedsInputGradient || Policy.GradForWeight.IsReuse ? call.Operand(GemmSlot.GradForInput, g) : null;
        var result = default(LinearGradients);
        if (call.NeedsInputGradient)
        {
            var dX = Product(GemmProduct.InputGradient, gForInput!, WForInput(saved[1]), null);
            (result.X, result.XStep) = Estimate(dX, saved[2], saved[3], isLeft: true);
        }
        if (call.NeedsWeightGradient)
        {
            var gForWeight = Policy.GradForWeight.IsReuse ? gForInput!.Turned() : call.Operand(GemmSlot.GradForWeight, g);
            var dW = Product(GemmProduct.WeightGradient, gForWeight, XForWeight(saved[0]), null);
            (result.W, result.WStep) = Estimate(dW, saved[4], saved[5], isLeft: false);
        }
        return result;
    }

    Tensor Product(GemmProduct product, Operand left, Operand right, Tensor? bias)
    {
        var transforms = call.Transforms(product);
        if (transforms.IsNone)
        {
            return Products.Of(left, right, bias, Policy.Backend);
        }
        var result = transforms.UndoResult(Products.Of(left, right, null, Policy.Backend));
        return bias is null ? result : result.add_(bias);
    }

    // In the space that was quantized: the gradient of the step, and the gradient of what passes.
    (Tensor Gradient, Tensor? Step) Estimate(Tensor gradient, Tensor passes, Tensor slope, bool isLeft)
    {
        if (passes.NumberOfElements == 0)
        {
            return (gradient, null);
        }
        var transforms = call.Transforms(GemmProduct.Forward);
        var inside = transforms.IsNone ? gradient : transforms.Apply(gradient, isLeft);
        Tensor? step = null;
        if (slope.NumberOfElements > 0)
        {
            var format = (IntegerFormat)(isLeft ? Policy.XForward : Policy.WForward).Quantizer!.Format;
            double count = isLeft ? inside.shape[1] : inside.NumberOfElements;
            step = inside.mul(slope).sum().reshape(1).mul_(1 / Math.Sqrt(count * format.MaxLevel));
        }
        inside.mul_(passes);
        return (transforms.IsNone ? inside : transforms.Undo(inside, isLeft), step);
    }

    Operand WForInput(Tensor w)
    {
        if (!Policy.WForInput.IsReuse)
        {
            return call.Operand(GemmSlot.WForInput, call.Weights?.Invoke() ?? w);
        }
        var wForward = call.Weights is { } weights ? call.ForwardOperand(GemmSlot.WForward, weights(), steps.W, false).Operand
            : _keptW!.With(w);
        return InOriginalSpace(wForward, isLeft: false).Turned();
    }

    Operand XForWeight(Tensor x) => Policy.XForWeight.IsReuse ? InOriginalSpace(_keptX!.With(x), isLeft: true).Turned()
        : Policy.SavedInput.IsOperand ? _keptX!.With(x)
        : call.Operand(GemmSlot.XForWeight, _packed is null ? x : Unpack(_packed));

    // What the forward product had behind its transforms is reused in front of them.
    Operand InOriginalSpace(Operand operand, bool isLeft)
    {
        var transforms = call.Transforms(GemmProduct.Forward);
        return transforms.IsNone ? operand : new(transforms.Undo(operand.Numbers().clone(), isLeft), null, false);
    }

    static Tensor Unpack(QuantizedMatrix packed)
    {
        var x = empty(packed.Rows, packed.Columns);
        Quantizer.Dequantize(packed, Isa.Best, TensorSpan.Of(x));
        return x;
    }

    static Tensor[] Saved(Estimation estimation) => [estimation.Passes ?? empty(0), estimation.Slope ?? empty(0)];

    static long Bytes(Tensor tensor, Operand? operand) =>
        tensor.NumberOfElements * tensor.element_size() + (operand?.Scales?.Length ?? 0) * sizeof(float);
}
