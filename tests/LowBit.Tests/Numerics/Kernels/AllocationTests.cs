using LowBit.Numerics;

namespace LowBit.Tests;

/// <summary>What numerics say about allocation: nothing but the objects that callers make.</summary>
public class AllocationTests
{
    static readonly float[] Singles = new float[100];
    static readonly double[] Doubles = new double[100];
    static readonly RandomStream Random = new(1, 2, 3);
    static readonly ExactSum Sum = new(), Other = new();

    static readonly Dictionary<string, Action> Calls = new()
    {
        ["RandomStream.Fill"] = () => Random.Fill(3, stackalloc uint[100], Isa.Best),
        ["AbsMax.Of"] = () => AbsMax.Of(Singles, Isa.Best),
        ["FixedPoint.Encode"] = () => FixedPoint.Encode(Singles, 4, Isa.Best, stackalloc int[100]),
        ["NumberFormat.Round"] = () => FloatFormats.E4M3Fn.Round(Singles, RoundingMode.Stochastic, Random, 0, Isa.Best, Singles),
        ["NumberFormat.Encode"] = () => FloatFormats.E2M1.Encode(
            Singles, RoundingMode.NearestEven, default, 0, Isa.Best, stackalloc byte[100]),
        ["NumberFormat.Decode"] = () => FloatFormats.E2M1.Decode(stackalloc byte[100], Isa.Best, Singles),
        ["FixedPoint.SumOfMagnitudes"] = () => FixedPoint.SumOfMagnitudes(Singles, 4, Isa.Best),
        ["Elementary.Exp"] = () => Elementary.Exp(Doubles, Isa.Best, Doubles),
        ["ExactSum"] = () =>
        {
            Sum.Add(Doubles);
            Sum.Merge(Other);
            _ = Sum.Value;
        },
    };

    public static TheoryData<string> Names => [.. Calls.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void CallAllocatesNothing(string name)
    {
        Calls[name]();
        long before = GC.GetAllocatedBytesForCurrentThread();
        Calls[name]();
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }
}
