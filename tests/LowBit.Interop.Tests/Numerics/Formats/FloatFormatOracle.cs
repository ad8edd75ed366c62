using LowBit.Numerics;

namespace LowBit.Interop.Tests;

/// <summary>Formats against libtorch's casts, bit for bit. NaNs and E8M0, where the two differ, have tests of their own.</summary>
public class FloatFormatOracle
{
    static readonly FloatFormat[] Formats =
    [
        FloatFormats.BFloat16, FloatFormats.Binary16, FloatFormats.E5M2, FloatFormats.E4M3Fn, FloatFormats.E5M2Fnuz,
        FloatFormats.E4M3Fnuz,
    ];

    public static TheoryData<string> Names => [.. Formats.Select(format => format.Name)];

    public static TheoryData<string, string> NamesAndInputs =>
        [.. from format in Formats from inputs in FormatInputs.Names select (format.Name, inputs)];

    [Theory]
    [MemberData(nameof(NamesAndInputs))]
    public void NumbersHaveTorchsCodes(string name, string inputs)
    {
        TorchPeer.LoadOrSkip();
        var format = Format(name);
        float[] values = [.. FormatInputs.Of(inputs, format).Where(value => !float.IsNaN(value))];
        TorchCast.AssertSameCodes(values, [.. values.Select(value => format.Encode(value))], name);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void CodesHaveTorchsNumbers(string name)
    {
        TorchPeer.LoadOrSkip();
        TorchCast.AssertSameNumbers(Format(name));
    }

    internal static FloatFormat Format(string name) => FloatFormats.All.Single(format => format.Name == name);
}
