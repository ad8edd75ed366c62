using System.Runtime.InteropServices;
using LowBit.Numerics;
using static TorchSharp.torch;

namespace LowBit.Interop.Tests;

/// <summary>libtorch's casts from and to float32, as raw codes.</summary>
static class TorchCast
{
    /// <summary>libtorch's type of a format, by the format's name; TorchSharp has no names for those of 8 bits.</summary>
    public static ScalarType Type(string format) => format switch
    {
        "Binary16" => ScalarType.Float16,
        "BFloat16" => ScalarType.BFloat16,
        "E5M2" => (ScalarType)23,
        "E4M3Fn" => (ScalarType)24,
        "E5M2Fnuz" => (ScalarType)25,
        "E4M3Fnuz" => (ScalarType)26,
        "E8M0" => (ScalarType)44,
        _ => throw new ArgumentOutOfRangeException(nameof(format), format, "libtorch has no such type"),
    };

    public static uint[] Encode(ReadOnlySpan<float> values, string format)
    {
        using var source = zeros(values.Length);
        values.CopyTo(MemoryMarshal.Cast<byte, float>(source.bytes));
        using var cast = source.to_type(Type(format));
        return Codes(cast);
    }

    public static float[] Decode(ReadOnlySpan<uint> codes, string format)
    {
        using var zeroes = zeros(codes.Length);
        using var source = zeroes.to_type(Type(format));
        bool isWord = source.ElementSize == sizeof(ushort);
        for (int i = 0; i < codes.Length; i++)
        {
            if (isWord)
            {
                MemoryMarshal.Cast<byte, ushort>(source.bytes)[i] = (ushort)codes[i];
            }
            else
            {
                source.bytes[i] = (byte)codes[i];
            }
        }
        using var cast = source.to_type(ScalarType.Float32);
        return MemoryMarshal.Cast<byte, float>(cast.bytes).ToArray();
    }

    /// <summary>Values have the codes given in libtorch too.</summary>
    public static void AssertSameCodes(float[] values, uint[] ours, string format)
    {
        uint[] torchs = Encode(values, format);
        Assert.NotEmpty(values);
        var differing = Enumerable.Range(0, values.Length).Where(i => ours[i] != torchs[i])
            .Select(i => $"{Bits(values[i]):x8}, {values[i]:R}: {ours[i]:x}, torch {torchs[i]:x}");
        Assert.Empty(differing.Take(20));
    }

    /// <summary>All codes of a format decode to libtorch's numbers, bit for bit, NaNs to any NaN.</summary>
    public static void AssertSameNumbers(NumberFormat format)
    {
        uint[] codes = [.. Enumerable.Range(0, 1 << format.CodeBits).Select(code => (uint)code)];
        float[] ours = [.. codes.Select(format.Decode)], torchs = Decode(codes, format.Name);
        var differing = codes.Where(code => Bits(ours[code]) != Bits(torchs[code]) && !(float.IsNaN(ours[code]) && float.IsNaN(torchs[code])))
            .Select(code => $"{code:x}: {ours[code]:R}, torch {torchs[code]:R}");
        Assert.Empty(differing.Take(20));
    }

    static uint Bits(float value) => BitConverter.SingleToUInt32Bits(value);

    static uint[] Codes(Tensor tensor)
    {
        var bytes = tensor.bytes;
        return tensor.ElementSize == sizeof(ushort)
            ? [.. MemoryMarshal.Cast<byte, ushort>(bytes).ToArray().Select(code => (uint)code)]
            : [.. bytes.ToArray().Select(code => (uint)code)];
    }
}
