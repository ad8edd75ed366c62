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

    /// <param name="x">[rows × inputs], contiguous.</param>
    /// <param name="w">[outputs × inputs], contiguous.</param>
    /// <param name="bias">[outputs], or null.</param>
    /// <param name="steps">Learned steps, or null.</param>
    /// <param name="call">The pass.</param>
    /// <param name="savedBytes">out: bytes held for the backward pass.</param>
    public static Tensor Apply(
        Tensor x, Tensor w, Tensor? bias, (Tensor? X, Tensor? W) steps, GemmCall call, out long savedBytes)
    {
        // What forward makes dies with this scope; libtorch holds what it has been asked to save.
        using var scope = NewDisposeScope();
        bool tracks = is_grad_enabled();
        call = call with
        {
            NeedsInputGradient = tracks && (x.requires_grad || steps.X is { requires_grad: true }),
            NeedsWeightGradient = tracks && (w.requires_grad || steps.W is { requires_grad: true }),
        };
        var pass = new LinearPass(call, (Value(steps.X), Value(steps.W)));
        using (no_grad())
        {
            pass.Forward(x, w, bias); // here, where exceptions may be thrown
        }
        bool hasGradient = call.NeedsInputGradient || call.NeedsWeightGradient || (tracks && bias is { requires_grad: true });
        var y = hasGradient ? apply(x, w, bias!, steps.X!, steps.W!, pass) : pass.Output!;
        savedBytes = hasGradient ? pass.SavedBytes : 0;
        return y.MoveToOuterDisposeScope();
    }

    public override Tensor forward(autograd.AutogradContext ctx, params object[] vars)
    {
        var pass = (LinearPass)vars[5];
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
            return Nothing; // nothing came down, such as below a layer that failed
        }
        var pass = (LinearPass)ctx.get_data(PassKey);
        try
        {
            using var scope = NewDisposeScope();
            var gradients = pass.Backward(ctx.get_saved_variables(), grad_output);
            var ofBias = pass.NeedsBiasGradient ? grad_output.sum([0]) : null;
            return
            [
                Kept(gradients.X), Kept(gradients.W), Kept(ofBias), Kept(gradients.XStep), Kept(gradients.WStep), null!,
            ];
        }
        catch (Exception e) // whatever it is: the caller is native
        {
            pass.Call.Failure.Keep(e);
            return Nothing;
        }
    }

    static List<Tensor> Nothing => [null!, null!, null!, null!, null!, null!];

    static Tensor Kept(Tensor? gradient) => gradient?.MoveToOuterDisposeScope()!;

    // A step that an optimizer has made negative means its magnitude.
    static float Value(Tensor? step) => step is null ? float.NaN : Math.Max(Math.Abs(step.item<float>()), 1e-30f);
}
