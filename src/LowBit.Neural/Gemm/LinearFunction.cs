using static TorchSharp.torch;

namespace LowBit.Neural;

/// <summary>
/// Y = X Wᵀ + b for X [rows × inputs] and W [outputs × inputs], with the slots of a policy in all three products.
/// </summary>
/// <remarks>No exception leaves the backward pass.</remarks>
sealed class LinearFunction : autograd.SingleTensorFunction<LinearFunction>
{
    const string PassKey = "pass";

    public override string Name => nameof(LinearFunction);

    public static Tensor Apply(Tensor x, Tensor w, Tensor? bias, GemmCall call, out long savedBytes)
    {
        // What forward makes dies with this scope; libtorch holds what it has been asked to save.
        using var scope = NewDisposeScope();
        bool tracks = is_grad_enabled();
        call = call with { NeedsInputGradient = tracks && x.requires_grad, NeedsWeightGradient = tracks && w.requires_grad };
        var pass = new LinearPass(call);
        using (no_grad())
        {
            pass.Forward(x, w, bias); // here, where exceptions may be thrown
        }
        bool hasGradient = call.NeedsInputGradient || call.NeedsWeightGradient || (tracks && bias is { requires_grad: true });
        var y = hasGradient ? apply(x, w, bias!, pass) : pass.Output!;
        savedBytes = hasGradient ? pass.SavedBytes : 0;
        return y.MoveToOuterDisposeScope();
    }

    public override Tensor forward(autograd.AutogradContext ctx, params object[] vars)
    {
        var pass = (LinearPass)vars[3];
        ctx.save_data(PassKey, pass);
        // TorchSharp would make zeros in the place of an absent gradient from a tensor that the scope of Apply has let go.
        ctx.set_materialize_grads(false);
        ctx.save_for_backward(pass.Save((Tensor)vars[0], (Tensor)vars[1]));
        return pass.Release();
    }

    public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output)
    {
        if (grad_output.IsInvalid)
        {
            return [null!, null!, null!, null!]; // nothing came down, such as below a layer that failed
        }
        var pass = (LinearPass)ctx.get_data(PassKey);
        try
        {
            using var scope = NewDisposeScope();
            var (dX, dW) = pass.Backward(ctx.get_saved_variables(), grad_output);
            var dB = pass.NeedsBiasGradient ? grad_output.sum([0]) : null;
            return
            [
                dX?.MoveToOuterDisposeScope()!, dW?.MoveToOuterDisposeScope()!, dB?.MoveToOuterDisposeScope()!, null!,
            ];
        }
        catch (Exception e) // whatever it is: the caller is native
        {
            pass.Call.Failure.Keep(e);
            return [null!, null!, null!, null!];
        }
    }
}
