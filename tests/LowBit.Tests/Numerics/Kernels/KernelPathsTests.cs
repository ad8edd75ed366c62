using System.Runtime.InteropServices;
using LowBit.Numerics;

namespace LowBit.Tests;

/// <summary>Every kernel on every path that this machine runs, next to the scalar reference.</summary>
public class KernelPathsTests(ITestOutputHelper output)
{
    const int LongestStretch = 257;
    static readonly float[] Singles = [.. RoundingSamples.Values.Concat(Enumerable.Range(0, LongestStretch).Select(i => i * -0.731f))];
    static readonly RandomStream Random = new(Seed: 6, Stream: 5, Step: 4);

    // The destination has one element more than is asked for; it must stay as it is.
    static readonly Dictionary<string, Func<int, KernelPath, byte[]>> Kernels = new()
    {
        ["RandomStream.Fill"] = (length, path) => Run<uint>(length, to => Random.Fill(3, to, path)),
        ["AbsMax.Of"] = (length, path) => BitConverter.GetBytes(AbsMax.Of(Singles.AsSpan(0, length), path)),
        ["FixedPoint.Encode"] = (length, path) =>
            Run<int>(length, to => FixedPoint.Encode(Singles.AsSpan(0, length), 3e6, path, to)),
        ["IntegerQuantizer, nearest"] = (length, path) => Quantize(length, RoundingMode.NearestEven, path),
        ["IntegerQuantizer, stochastic"] = (length, path) => Quantize(length, RoundingMode.Stochastic, path),
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

    static byte[] Quantize(int length, RoundingMode rounding, KernelPath path) => Run<sbyte>(length, to =>
        IntegerQuantizer.Quantize(Singles.AsSpan(0, length), 3.1, IntegerGrid.ForGradients(6), rounding, Random, 2, path, to));

    delegate void Kernel<T>(Span<T> destination);

    static byte[] Run<T>(int length, Kernel<T> kernel) where T : unmanaged
    {
        var destination = new T[length + 1];
        kernel(destination.AsSpan(0, length));
        Assert.Equal(default, destination[length]);
        return MemoryMarshal.AsBytes(destination.AsSpan()).ToArray();
    }
}
