using LowBit.Numerics;
using static TorchSharp.torch;

namespace LowBit.Neural;

/// <summary>
/// The three products of one pass. Between forward and backward libtorch holds its tensors; scales and packed codes are
/// held here.
/// </summary>
sealed class LinearPass(GemmCall call)
{
    QuantizedMatrix? _packed;
    float[]? _xScales, _wScales;
    Operand? _savedX, _savedW;

    public GemmCall Call => call;

    public bool NeedsBiasGradient { get; private set; }

    /// <summary>Bytes that are held for the backward pass and are not W's; X's, shared or not, among them.</summary>
    public long SavedBytes { get; private set; }

    GemmPolicy Policy => call.Policy;

    /// <summary>Y, until it is released.</summary>
    public Tensor? Output { get; private set; }

    /// <exception cref="OperandException">An X or W that is quantized is not finite.</exception>
    public void Forward(Tensor x, Tensor w, Tensor? bias)
    {
        NeedsBiasGradient = bias is { requires_grad: true };
        var xForward = call.FiniteOperand(GemmSlot.XForward, x, "the input");
        var wForward = call.FiniteOperand(GemmSlot.WForward, call.Weights?.Invoke() ?? w, "weight");
        if (Policy.XForWeight.IsReuse)
        {
            _savedX = xForward;
        }
        else if (Policy.SavedInput.IsOperand && call.NeedsWeightGradient)
        {
            _savedX = call.Operand(GemmSlot.XForWeight, x);
        }
        _savedW = Policy.WForInput.IsReuse && call.Weights is null ? wForward : null;
        Output = Products.Of(xForward, wForward, bias, Policy.Backend);
    }

    /// <summary>Y, which is the caller's from now on.</summary>
    public Tensor Release()
    {
        var output = Output!;
        Output = null;
        return output;
    }

    /// <summary>What libtorch is to hold: X, or what became of it, and W, or what became of it.</summary>
    public List<Tensor> Save(Tensor x, Tensor w)
    {
        var keptX = _savedX?.Values ?? x;
        if (!call.NeedsWeightGradient)
        {
            keptX = empty(0);
        }
        else if (Policy.SavedInput.Quantizer is not null)
        {
            _packed = call.Pack(x);
            keptX = empty(0);
        }
        var keptW = !call.NeedsInputGradient ? empty(0) : _savedW?.Values ?? w;
        (_xScales, _wScales) = (_savedX?.Scales, _savedW?.Scales);
        SavedBytes = keptX.NumberOfElements * keptX.element_size() + Bytes(_xScales) + (_packed?.StoredBytes ?? 0)
            + (_savedW is null ? 0 : keptW.NumberOfElements * keptW.element_size() + Bytes(_wScales));
        (_savedX, _savedW) = (null, null); // their tensors end with the scope
        return [keptX, keptW];
    }

    public (Tensor? DX, Tensor? DW) Backward(List<Tensor> saved, Tensor g)
    {
        var (x, w) = (saved[0], saved[1]);
        Operand? gForInput = call.NeedsInputGradient || Policy.GradForWeight.IsReuse ? call.Operand(GemmSlot.GradForInput, g) : null;
        Tensor? dX = null, dW = null;
        if (call.NeedsInputGradient)
        {
            dX = Products.Of(gForInput!, WForInput(w), null, Policy.Backend);
        }
        if (call.NeedsWeightGradient)
        {
            var gForWeight = Policy.GradForWeight.IsReuse ? gForInput!.Turned() : call.Operand(GemmSlot.GradForWeight, g);
            dW = Products.Of(gForWeight, XForWeight(x), null, Policy.Backend);
        }
        return (dX, dW);
    }

    Operand WForInput(Tensor w) => !Policy.WForInput.IsReuse ? call.Operand(GemmSlot.WForInput, call.Weights?.Invoke() ?? w)
        : call.Weights is { } weights ? call.Operand(GemmSlot.WForward, weights()).Turned()
        : new Operand(w, _wScales, false).Turned();

    Operand XForWeight(Tensor x) => Policy.XForWeight.IsReuse ? new Operand(x, _xScales, false).Turned()
        : Policy.SavedInput.IsOperand ? new(x, _xScales, true)
        : call.Operand(GemmSlot.XForWeight, _packed is null ? x : Unpack(_packed));

    static Tensor Unpack(QuantizedMatrix packed)
    {
        var x = empty(packed.Rows, packed.Columns);
        Quantizer.Dequantize(packed, Isa.Best, TensorSpan.Of(x));
        return x;
    }

    static long Bytes(float[]? scales) => (scales?.Length ?? 0) * sizeof(float);
}
