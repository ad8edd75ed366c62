using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using LowBit.Numerics;

namespace LowBit.Neural;

/// <summary>
/// Gradient descent: g = gradient + λ p; with a momentum μ, b = μ b + (1 − dampening) g, at first b = g; p = p − lr · d, d = b,
/// or g + μ b (Nesterov), or g (no momentum).
/// </summary>
sealed class SgdRule : UpdateRule
{
    readonly float _decay, _momentum, _gradientShare, _stepSize, _sign;
    readonly bool _looksAhead;

    /// <summary>Step <paramref name="step"/>, from 1.</summary>
    public SgdRule(TorchSharp.Modules.SGD.Options options, long step)
    {
        _decay = (float)options.weight_decay!.Value;
        _momentum = (float)options.momentum!.Value;
        _gradientShare = step == 1 ? 1 : (float)(1 - options.dampening!.Value);
        _stepSize = (float)options.LearningRate!.Value;
        _sign = options.maximize == true ? -1 : 1;
        _looksAhead = options.nesterov == true;
    }

    public override void Apply(
        Span<float> parameters, ReadOnlySpan<float> gradients, Span<float> first, Span<float> second, KernelPath path)
    {
        int done = path == KernelPath.Scalar ? 0 : ApplyVectors(parameters, gradients, first);
        for (int i = done; i < parameters.Length; i++)
        {
            float p = parameters[i], g = (_sign * gradients[i]) + (_decay * p), direction = g;
            if (!first.IsEmpty)
            {
                float b = first[i] = (_momentum * first[i]) + (_gradientShare * g);
                direction = _looksAhead ? g + (_momentum * b) : b;
            }
            parameters[i] = p - (_stepSize * direction);
        }
    }

    int ApplyVectors(Span<float> parameters, ReadOnlySpan<float> gradients, Span<float> first)
    {
        var ps = MemoryMarshal.Cast<float, Vector256<float>>(parameters);
        var gs = MemoryMarshal.Cast<float, Vector256<float>>(gradients)[..ps.Length];
        var bs = MemoryMarshal.Cast<float, Vector256<float>>(first);
        var (sign, decay, stepSize) = (Vector256.Create(_sign), Vector256.Create(_decay), Vector256.Create(_stepSize));
        var (momentum, gradientShare) = (Vector256.Create(_momentum), Vector256.Create(_gradientShare));
        for (int i = 0; i < ps.Length; i++)
        {
            var p = ps[i];
            var g = (sign * gs[i]) + (decay * p);
            var direction = g;
            if (!first.IsEmpty)
            {
                var b = bs[i] = (momentum * bs[i]) + (gradientShare * g);
                direction = _looksAhead ? g + (momentum * b) : b;
            }
            ps[i] = p - (stepSize * direction);
        }
        return ps.Length * Vector256<float>.Count;
    }
}
