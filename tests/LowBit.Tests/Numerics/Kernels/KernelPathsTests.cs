using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using LowBit.Numerics;

namespace LowBit.Tests;

/// <summary>Every kernel on every path that this machine runs, next to the scalar reference.</summary>
public class KernelPathsTests(ITestOutputHelper output)
{
    const int LongestStretch = 257;
    static readonly float[] Singles = [.. RoundingSamples.Values.Concat(Enumerable.Range(0, LongestStretch).Select(i => i * -0.731f))];
    static readonly double[] Doubles =
    [
        0, -0.0, double.NaN, double.PositiveInfinity, double.NegativeInfinity, double.Epsilon, -double.Epsilon, double.MaxValue,
        double.MinValue, 709.8, -708.5, -745.1, -746, 1, 1e-310, 1e-300, 0.7071067811865475, 0.7071067811865476,
        .. Enumerable.Range(0, LongestStretch).Select(i => i * -0.631), .. Enumerable.Range(0, LongestStretch).Select(i => i * 1.37),
    ];
    static readonly RandomStream Random = new(Seed: 6, Stream: 5, Step: 4);

    // The destination has one element more than is asked for; it must stay as it is.
    static readonly Dictionary<string, Func<int, KernelPath, byte[]>> Kernels = new()
    {
        ["RandomStream.Fill"] = (length, path) => Run<uint>(length, to => Random.Fill(3, to, path)),
        ["AbsMax.Of"] = (length, path) => BitConverter.GetBytes(AbsMax.Of(Singles.AsSpan(0, length), path)),
        ["FixedPoint.Encode"] = (length, path) =>
            Run<int>(length, to => FixedPoint.Encode(Singles.AsSpan(0, length), 3e6, path, to)),
        ["Elementary.Exp"] = (length, path) => Map(Elementary.Exp, length, path),
        ["Elementary.Log"] = (length, path) => Map(Elementary.Log, length, path),
        ["Elementary.Sigmoid"] = (length, path) => Map(Elementary.Sigmoid, length, path),
        ["IntegerFormat.Encode, nearest"] = (length, path) => Encode(IntegerFormat.Symmetric(6), length, RoundingMode.NearestEven, path),
        ["IntegerFormat.Encode, stochastic"] = (length, path) => Encode(IntegerFormat.Full(8), length, RoundingMode.Stochastic, path),
        ["FloatFormat.Encode, nearest"] = (length, path) => Encode(FloatFormats.E4M3Fn, length, RoundingMode.NearestEven, path),
        ["FloatFormat.Encode, stochastic"] = (length, path) => Encode(FloatFormats.E2M1, length, RoundingMode.Stochastic, path),
        ["FloatFormat.Encode, 16 bits"] = (length, path) => Run<ushort>(length, to => FloatFormats.Binary16.Encode(
            Singles.AsSpan(0, length), RoundingMode.ToOdd, default, 0, path, to)),
        ["FloatFormat.Round, stochastic"] = (length, path) => Run<float>(length, to => FloatFormats.E5M2.Round(
            Singles.AsSpan(0, length), RoundingMode.Stochastic, Random, 1, path, to)),
        ["FloatFormat.Round, truncated"] = (length, path) => Run<float>(length, to => FloatFormats.BFloat16.Round(
            Singles.AsSpan(0, length), RoundingMode.StochasticEqual, Random, 2, path, to)),
        ["IntegerFormat.Round"] = (length, path) => Run<float>(length, to => IntegerFormat.FixedPoint(8, 3).Round(
            Singles.AsSpan(0, length), RoundingMode.Up, default, 0, path, to)),
    };

    public static TheoryData<string> Names => [.. Kernels.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void EveryPathGivesTheBytesOfScalarAtEveryLength(string kernel)
    {
        foreach (var path in Isa.Supported)
        {
            for (int length = 0; length <= LongestStretch; length++)
            {
                Assert.Equal(Kernels[kernel](length, KernelPath.Scalar), Kernels[kernel](length, path));
            }
        }
        output.WriteLine($"{kernel} ran on {string.Join(", ", Isa.Supported)}");
    }

    [Fact]
    public void EightExponentialsAreThoseOfScalar()
    {
        for (int i = 0; i <= Doubles.Length - 8; i++)
        {
            var eight = Elementary.Exp(Vector512.LoadUnsafe(ref Doubles[i]));
            Assert.Equal(Doubles[i..(i + 8)].Select(Elementary.Exp), Enumerable.Range(0, 8).Select(lane => eight[lane]));
        }
    }

    static byte[] Encode(NumberFormat format, int length, RoundingMode rounding, KernelPath path) => Run<byte>(length, to =>
        format.Encode(Singles.AsSpan(0, length), rounding, Random, 2, path, to));

    delegate void Function(ReadOnlySpan<double> values, KernelPath path, Span<double> destination);

    // Both ends of the table; NaNs are one and the same, whatever their payload.
    static byte[] Map(Function function, int length, KernelPath path) => Run<double>(length, to =>
    {
        function(Doubles.AsSpan(length % 2 == 0 ? 0 : Doubles.Length - length, length), path, to);
        foreach (ref double value in to)
        {
            value = double.IsNaN(value) ? double.NaN : value;
        }
    });

    delegate void Kernel<T>(Span<T> destination);

    static byte[] Run<T>(int length, Kernel<T> kernel) where T : unmanaged
    {
        var destination = new T[length + 1];
        kernel(destination.AsSpan(0, length));
        Assert.Equal(default, destination[length]);
        return MemoryMarshal.AsBytes(destination.AsSpan()).ToArray();
    }
}
