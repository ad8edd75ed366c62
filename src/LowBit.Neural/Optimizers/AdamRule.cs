using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using LowBit.Numerics;

namespace LowBit.Neural;

/// <summary>
/// Adam with decoupled weight decay [Loshchilov19 alg. 2] or with decay in the gradient [Kingma15 alg. 1]:
/// m = β₁ m + (1 − β₁) g, v = β₂ v + (1 − β₂) g², p = (1 − lr λ) p − lr / (1 − β₁ᵗ) · (m / (√v / √(1 − β₂ᵗ) + ε)).
/// </summary>
sealed class AdamRule : UpdateRule
{
    readonly float _beta1, _rest1, _beta2, _rest2, _epsilon, _gradientDecay, _kept, _stepSize, _rootFactor, _sign;

    /// <summary>Step <paramref name="step"/>, from 1.</summary>
    public AdamRule(TorchSharp.Modules.AdamW.Options options, WeightDecayKind kind, long step)
    {
        double beta1 = options.beta1!.Value, beta2 = options.beta2!.Value, decay = options.weight_decay!.Value;
        double learningRate = options.LearningRate!.Value;
        (_beta1, _rest1, _beta2, _rest2) = ((float)beta1, (float)(1 - beta1), (float)beta2, (float)(1 - beta2));
        _epsilon = (float)options.eps!.Value;
        _gradientDecay = kind == WeightDecayKind.Coupled ? (float)decay : 0;
        _kept = kind == WeightDecayKind.Coupled ? 1 : (float)(1 - (learningRate * decay));
        _stepSize = (float)(learningRate / (1 - Power(beta1, step)));
        _rootFactor = (float)(1 / Math.Sqrt(1 - Power(beta2, step)));
        _sign = options.maximize == true ? -1 : 1;
    }

    public override void Apply(
        Span<float> parameters, ReadOnlySpan<float> gradients, Span<float> first, Span<float> second, KernelPath path)
    {
        int done = path == KernelPath.Scalar ? 0 : ApplyVectors(parameters, gradients, first, second);
        for (int i = done; i < parameters.Length; i++)
        {
            float p = parameters[i], g = (_sign * gradients[i]) + (_gradientDecay * p);
            float m = first[i] = (_beta1 * first[i]) + (_rest1 * g);
            float v = second[i] = (_beta2 * second[i]) + (_rest2 * (g * g));
            parameters[i] = (_kept * p) - (_stepSize * (m / ((float.Sqrt(v) * _rootFactor) + _epsilon)));
        }
    }

    int ApplyVectors(Span<float> parameters, ReadOnlySpan<float> gradients, Span<float> first, Span<float> second)
    {
        var ps = MemoryMarshal.Cast<float, Vector256<float>>(parameters);
        var gs = MemoryMarshal.Cast<float, Vector256<float>>(gradients)[..ps.Length];
        var ms = MemoryMarshal.Cast<float, Vector256<float>>(first)[..ps.Length];
        var vs = MemoryMarshal.Cast<float, Vector256<float>>(second)[..ps.Length];
        var (beta1, rest1) = (Vector256.Create(_beta1), Vector256.Create(_rest1));
        var (beta2, rest2) = (Vector256.Create(_beta2), Vector256.Create(_rest2));
        var (sign, gradientDecay, kept) = (Vector256.Create(_sign), Vector256.Create(_gradientDecay), Vector256.Create(_kept));
        var (stepSize, rootFactor) = (Vector256.Create(_stepSize), Vector256.Create(_rootFactor));
        var epsilon = Vector256.Create(_epsilon);
        for (int i = 0; i < ps.Length; i++)
        {
            var p = ps[i];
            var g = (sign * gs[i]) + (gradientDecay * p);
            var m = ms[i] = (beta1 * ms[i]) + (rest1 * g);
            var v = vs[i] = (beta2 * vs[i]) + (rest2 * (g * g));
            ps[i] = (kept * p) - (stepSize * (m / ((Vector256.Sqrt(v) * rootFactor) + epsilon)));
        }
        return ps.Length * Vector256<float>.Count;
    }

    // By squaring: library functions differ between machines.
    static double Power(double number, long exponent)
    {
        double power = 1;
        for (; exponent > 0; exponent >>= 1, number *= number)
        {
            power *= (exponent & 1) != 0 ? number : 1;
        }
        return power;
    }
}
