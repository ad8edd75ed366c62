using LowBit.Numerics;

namespace LowBit.Tests;

/// <summary>What numerics say about allocation: nothing but the objects that callers make.</summary>
public class AllocationTests
{
    static readonly float[] Singles = new float[100];
    static readonly double[] Doubles = new double[100];
    static readonly RandomStream Random = new(1, 2, 3);
    static readonly ExactSum Sum = new(), Other = new();
    static readonly sbyte[] Bytes = new sbyte[40 * 50];
    static readonly short[] Shorts = new short[40 * 50];
    static readonly int[] Sums = new int[40 * 40];
    static readonly float[] Totals = new float[40 * 40];
    static readonly ProductWorkspace Workspace = new(threads: 1);

    static readonly Dictionary<string, Action> Calls = new()
    {
        ["RandomStream.Fill"] = () => Random.Fill(3, stackalloc uint[100], Isa.Best),
        ["AbsMax.Of"] = () => AbsMax.Of(Singles, Isa.Best),
        ["FixedPoint.Encode"] = () => FixedPoint.Encode(Singles, 4, Isa.Best, stackalloc int[100]),
        ["IntegerQuantizer.Quantize"] = () => IntegerQuantizer.Quantize(
            Singles, 1, IntegerGrid.ForGradients(4), RoundingMode.Stochastic, Random, 0, Isa.Best, stackalloc sbyte[100]),
        ["FixedPoint.SumOfMagnitudes"] = () => FixedPoint.SumOfMagnitudes(Singles, 4, Isa.Best),
        ["Elementary.Exp"] = () => Elementary.Exp(Doubles, Isa.Best, Doubles),
        ["IntegerDot.Of"] = () => IntegerDot.Of(Bytes, Bytes, Isa.Best),
        ["IntegerDot.Wide"] = () => IntegerDot.Wide(Shorts, Shorts, Isa.Best),
        ["IntegerProduct.Multiply"] = () => IntegerProduct.Multiply(
            new(Bytes, 40, 50), new(Bytes, 40, 50, StorageOrder.ColumnMajor), Workspace, Isa.Best, Sums),
        ["ChainedProduct.Multiply"] = () => ChainedProduct.Multiply(
            new(Shorts, 40, 50), new(Shorts, 40, 50), new IntegerChain(15), Workspace, Isa.Best, Totals),
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
