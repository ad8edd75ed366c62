using System.Runtime.Intrinsics;
using LowBit.Numerics;

namespace LowBit.Tests;

/// <summary>Values where roundings go wrong: halves, integers, their neighbours, zeros, tiny ones, both signs.</summary>
static class RoundingSamples
{
    internal static IEnumerable<float> Values
    {
        get
        {
            float[] magnitudes =
            [
                0f, float.Epsilon, 1e-38f, 1e-10f, 1f / 131072, 0.25f, 1f / 3, 0.5f, 1f, 1.5f, 2.5f, 6.75f, 63.2f, 127f,
                127.5f, 128f, 128.25f, 200f, 200.3f, 253.99f, 254f,
            ];
            return magnitudes.SelectMany(m => new[] { m, float.BitIncrement(m), float.BitDecrement(m) })
                .SelectMany(m => new[] { m, -m });
        }
    }

    internal static void ForEachOctet(Action<Vector256<float>, Vector256<uint>> check)
    {
        var values = Values.Append(float.NaN).ToArray();
        for (int first = 0; first < values.Length; first++)
        {
            var octet = Vector256.Create([.. Enumerable.Range(first, 8).Select(i => values[i % values.Length])]);
            Philox4x32.Words32(1, (ulong)first * 8, 0, 0, out var random, out _, out _, out _);
            check(octet, random);
            check(octet, random | Vector256.Create(0xFFFFu));
            check(octet, random & Vector256.Create(0xFFFF0000u));
        }
    }

    internal static Vector256<float> Scalar<TRounding>(Vector256<float> values, Vector256<uint> random)
        where TRounding : IIntegerRounding
    {
        var results = new float[8];
        for (int i = 0; i < 8; i++)
        {
            results[i] = TRounding.Invoke(values[i], random[i]);
        }
        return Vector256.Create(results);
    }

    /// <summary>The eight values twice, as sixteen: both halves.</summary>
    internal static void AssertSixteenAsEight<TRounding>(Vector256<float> values, Vector256<uint> random)
        where TRounding : IIntegerRounding
    {
        var expected = TRounding.Invoke(values, random);
        var actual = TRounding.Invoke(Vector512.Create(values, values), Vector512.Create(random, random));
        AssertSameBits(expected, actual.GetLower());
        AssertSameBits(expected, actual.GetUpper());
    }

    internal static void AssertSameBits(Vector256<float> expected, Vector256<float> actual)
    {
        for (int i = 0; i < 8; i++)
        {
            bool bothNaN = float.IsNaN(expected[i]) && float.IsNaN(actual[i]);
            Assert.True(
                bothNaN || BitConverter.SingleToInt32Bits(expected[i]) == BitConverter.SingleToInt32Bits(actual[i]),
                $"lane {i}: scalar {expected[i]:R}, vector {actual[i]:R}");
        }
    }
}
