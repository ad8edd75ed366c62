using LowBit.Neural;
using LowBit.Numerics;

namespace LowBit.Interop.Tests;

/// <summary>AdamW with rounded state, one element at a time, by formats that encode one value at a time.</summary>
sealed class ReferenceAdam(StateFormat state, ParameterRounding rounding, ulong seed, uint number, float[] p)
{
    const float Beta1 = 0.9f, Beta2 = 0.999f, Epsilon = 1e-8f;
    const double LearningRate = 0.01, Decay = 0.01;

    readonly float[] _m = new float[p.Length], _v = new float[p.Length];
    uint _step;

    public float[] Parameters => p;

    public float[] First => _m;

    public float[] Second => _v;

    public void Step(float[] gradient)
    {
        _step++;
        var random = new RandomStream(seed, (8 * number) + 7, _step);
        double power1 = 1, power2 = 1;
        for (int i = 0; i < _step; i++)
        {
            (power1, power2) = (power1 * 0.9, power2 * 0.999);
        }
        float stepSize = (float)(LearningRate / (1 - power1)), root = (float)(1 / Math.Sqrt(1 - power2));
        for (int i = 0; i < p.Length; i++)
        {
            float g = gradient[i];
            _m[i] = (Beta1 * _m[i]) + ((float)(1 - 0.9) * g);
            _v[i] = (Beta2 * _v[i]) + ((float)(1 - 0.999) * (g * g));
            float direction = _m[i] / ((float.Sqrt(_v[i]) * root) + Epsilon);
            p[i] = ((float)(1 - (LearningRate * Decay)) * p[i]) - (stepSize * direction);
            if (rounding == ParameterRounding.BFloat16)
            {
                p[i] = FloatFormats.BFloat16.Round(p[i], RoundingMode.Stochastic, random.Word((2ul << 32) + (ulong)i));
            }
        }
        Keep(_m, Codebooks.DynamicSigned, Codebooks.DynamicSigned4, random, 0);
        Keep(_v, Codebooks.DynamicUnsigned, Codebooks.LinearAboveZero4, random, 1ul << 32);
    }

    void Keep(float[] values, CodebookFormat bytes, CodebookFormat nibbles, RandomStream random, ulong firstIndex)
    {
        int block = state == StateFormat.Int8 ? 256 : 128;
        if (state == StateFormat.BFloat16)
        {
            for (int i = 0; i < values.Length; i++)
            {
                values[i] = FloatFormats.BFloat16.Round(values[i], RoundingMode.Stochastic, random.Word(firstIndex + (ulong)i));
            }
        }
        else if (state != StateFormat.Float32 && values.Length >= 4096 && values.Length % block == 0)
        {
            for (int start = 0; start < values.Length; start += block)
            {
                KeepBlock(values.AsSpan(start, block), state == StateFormat.Int8 ? bytes : nibbles);
            }
        }
    }

    static void KeepBlock(Span<float> block, CodebookFormat format)
    {
        float scale = 0;
        foreach (float value in block)
        {
            scale = Math.Max(scale, Math.Abs(value));
        }
        foreach (ref float value in block)
        {
            value = scale == 0 ? 0 : format.Decode(format.Encode(value * (1 / scale))) * scale;
        }
    }
}
