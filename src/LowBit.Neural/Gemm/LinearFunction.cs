using static TorchSharp.torch;

namespace LowBit.Neural;

/// <summary>Y = X Wᵀ for X [rows × inputs] and W [outputs × inputs], with the slots of a policy in all three products.</summary>
/// <remarks>
/// Quantizers work on the memory of float32 tensors, products are libtorch's float32 ones: low bits are emulated. The
/// estimator is straight-through. No exception leaves the backward pass.
/// </remarks>
sealed class LinearFunction : autograd.SingleTensorFunction<LinearFunction>
{
    const string CallKey = "call";

    public override string Name => nameof(LinearFunction);

    public static Tensor Apply(Tensor x, Tensor w, GemmCall call)
    {
        // What forward makes dies with this scope; libtorch holds what it has been asked to save.
        using var scope = NewDisposeScope();
        bool tracks = is_grad_enabled();
        call = call with { NeedsInputGradient = tracks && x.requires_grad, NeedsWeightGradient = tracks && w.requires_grad };
        var y = call.NeedsInputGradient || call.NeedsWeightGradient
            ? apply(x, w, call)
            : call.Operand(GemmSlot.XForward, x).matmul(call.Operand(GemmSlot.WForward, w).t());
        return y.MoveToOuterDisposeScope();
    }

    public override Tensor forward(autograd.AutogradContext ctx, params object[] vars)
    {
        var (x, w, call) = ((Tensor)vars[0], (Tensor)vars[1], (GemmCall)vars[2]);
        var xForward = call.Operand(GemmSlot.XForward, x);
        var wForward = call.Operand(GemmSlot.WForward, w);
        ctx.save_data(CallKey, call);
        // TorchSharp would make zeros in the place of an absent gradient from a tensor that the scope of Apply has let go.
        ctx.set_materialize_grads(false);
        ctx.save_for_backward([
            call.Policy.XForWeight.IsReuse ? xForward : x,
            call.Policy.WForInput.IsReuse ? wForward : w,
        ]);
        return xForward.matmul(wForward.t());
    }

    public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output)
    {
        if (grad_output.IsInvalid)
        {
            return [null!, null!, null!]; // nothing came down, such as below a layer that failed
        }
        var call = (GemmCall)ctx.get_data(CallKey);
        try
        {
            using var scope = NewDisposeScope();
            var (dX, dW) = Gradients(call, ctx.get_saved_variables(), grad_output);
            return [dX?.MoveToOuterDisposeScope()!, dW?.MoveToOuterDisposeScope()!, null!];
        }
        catch (Exception e) // whatever it is: the caller is native
        {
            call.Failure.Keep(e);
            return [null!, null!, null!];
        }
    }

    static (Tensor? DX, Tensor? DW) Gradients(GemmCall call, List<Tensor> saved, Tensor g)
    {
        var (x, w, policy) = (saved[0], saved[1], call.Policy);
        var gForInput = call.NeedsInputGradient || policy.GradForWeight.IsReuse ? call.Operand(GemmSlot.GradForInput, g) : g;
        Tensor? dX = null, dW = null;
        if (call.NeedsInputGradient)
        {
            var wForInput = policy.WForInput.IsReuse ? w : call.Operand(GemmSlot.WForInput, w.t()).t();
            dX = gForInput.matmul(wForInput);
        }
        if (call.NeedsWeightGradient)
        {
            var gForWeight = policy.GradForWeight.IsReuse ? gForInput.t() : call.Operand(GemmSlot.GradForWeight, g.t());
            var xForWeight = policy.XForWeight.IsReuse ? x : call.Operand(GemmSlot.XForWeight, x.t()).t();
            dW = gForWeight.matmul(xForWeight);
        }
        return (dX, dW);
    }
}
