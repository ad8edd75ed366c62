using static TorchSharp.torch;

namespace LowBit.Neural;

/// <summary>Rows of what the slot WForward makes of W. No exception leaves the backward pass.</summary>
sealed class EmbeddingFunction : autograd.SingleTensorFunction<EmbeddingFunction>
{
    const string PassKey = "pass";

    public override string Name => nameof(EmbeddingFunction);

    public static Tensor Apply(Tensor entries, Tensor w, GemmCall call)
    {
        using var scope = NewDisposeScope();
        Tensor rows;
        using (no_grad())
        {
            var operand = call.ForwardOperand(GemmSlot.WForward, call.Weights?.Invoke() ?? w, float.NaN, false).Operand;
            rows = operand.Numbers().index_select(0, entries);
        }
        var result = is_grad_enabled() && w.requires_grad ? apply(entries, w, new Pass(call, rows)) : rows;
        return result.MoveToOuterDisposeScope();
    }

    public override Tensor forward(autograd.AutogradContext ctx, params object[] vars)
    {
        var pass = (Pass)vars[2];
        ctx.save_data(PassKey, pass with { Rows = null });
        ctx.set_materialize_grads(false);
        ctx.save_for_backward([(Tensor)vars[0], (Tensor)vars[1]]);
        return pass.Rows!;
    }

    public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output)
    {
        if (grad_output.IsInvalid)
        {
            return [null!, null!, null!];
        }
        var pass = (Pass)ctx.get_data(PassKey);
        try
        {
            using var scope = NewDisposeScope();
            var saved = ctx.get_saved_variables();
            var dW = zeros(saved[1].shape[0], saved[1].shape[1]);
            dW.index_add_(0, saved[0], grad_output, 1);
            return [null!, dW.MoveToOuterDisposeScope(), null!];
        }
        catch (Exception e) // whatever it is: the caller is native
        {
            pass.Call.Failure.Keep(e);
            return [null!, null!, null!];
        }
    }

    sealed record Pass(GemmCall Call, Tensor? Rows);
}
