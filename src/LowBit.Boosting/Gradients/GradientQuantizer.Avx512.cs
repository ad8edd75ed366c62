using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using LowBit.Numerics;

namespace LowBit.Boosting;

// Sixteen rows a vector.
sealed unsafe partial class GradientQuantizer
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    long Pack64<TRounding>(int row, float* gradients, float* hessians, in Levels levels) where TRounding : IIntegerRounding
    {
        Vector512<uint> w0 = default, w1 = default, w2 = default, w3 = default;
        if (typeof(TRounding) == typeof(StochasticRounding))
        {
            Philox4x32.Words64(
                _random.Seed, (ulong)(_firstRow + row) >> 2, _random.Stream, _random.Step, out w0, out w1, out w2, out w3);
        }
        float* g = gradients + row, h = hessians == null ? null : hessians + row;
        short* packed = _packed + row;
        int saturated = 0;
        Pack16<TRounding>(g, h, w0, levels, ref saturated).Store(packed);
        Pack16<TRounding>(g + 16, h == null ? null : h + 16, w1, levels, ref saturated).Store(packed + 16);
        Pack16<TRounding>(g + 32, h == null ? null : h + 32, w2, levels, ref saturated).Store(packed + 32);
        Pack16<TRounding>(g + 48, h == null ? null : h + 48, w3, levels, ref saturated).Store(packed + 48);
        return saturated;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector256<short> Pack16<TRounding>(
        float* gradients, float* hessians, Vector512<uint> words, in Levels levels, ref int saturated)
        where TRounding : IIntegerRounding
    {
        var scaled = Vector512.Load(gradients) * Vector512.Create(levels.InverseGradient);
        saturated += BitOperations.PopCount(Vector512.GreaterThan(
            Vector512.Abs(scaled), Vector512.Create(levels.SaturatesAbove)).ExtractMostSignificantBits());
        var max = Vector512.Create(levels.MaxGradient);
        var gradient = TRounding.Invoke(Clamp(scaled, -max, max), words & Vector512.Create(0xFFFFu));
        var high = Vector512.ConvertToInt32Native(gradient) << 8;
        if (hessians == null)
        {
            return Avx512F.ConvertToVector256Int16(high | Vector512<int>.One);
        }
        var hessian = Vector512.Load(hessians) * Vector512.Create(levels.InverseHessian);
        hessian = TRounding.Invoke(Clamp(hessian, Vector512<float>.Zero, Vector512.Create(levels.MaxHessian)), words >> 16);
        return Avx512F.ConvertToVector256Int16(high | Vector512.ConvertToInt32Native(hessian));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector512<float> Clamp(Vector512<float> value, Vector512<float> min, Vector512<float> max)
    {
        value = Vector512.ConditionalSelect(Vector512.GreaterThan(value, max), max, value);
        return Vector512.ConditionalSelect(Vector512.LessThan(value, min), min, value);
    }
}
