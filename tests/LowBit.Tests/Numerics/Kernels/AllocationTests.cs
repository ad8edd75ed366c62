using LowBit.Numerics;

namespace LowBit.Tests;

/// <summary>What numerics say about allocation: nothing but the objects that callers make.</summary>
public class AllocationTests
{
    static readonly float[] Singles = new float[100];
    static readonly double[] Doubles = new double[100];
    static readonly RandomStream Random = new(1, 2, 3);
    static readonly ExactSum Sum = new(), Other = new();
    static readonly float[] Blocks = new float[48 * 48];
    static readonly RandomizedHadamard Randomized = new(48, 24, Random, 0, Isa.Best);
    static readonly BlockHouseholder Plan = new(48);
    static readonly ScaleRule Mx = new(ScaleStatistic.AbsMax, ScaleCodec.E8M0());
    static readonly ScaleRule Rms = new(ScaleStatistic.Rms(2.9), ScaleCodec.Float32);
    static readonly ScaleStatistic Median = ScaleStatistic.Quantile(0.5);
    static readonly ScaleGrid Groups = new PerGroup(16).On(1, 100), Columns = new PerColumn().On(10, 10);
    static readonly ErrorStatistics Errors = new();
    static readonly RangeTracker Tracker = new(RangePolicy.DelayedHistory(4, HistoryReduction.Max));
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
        ["NumberFormat.Round"] = () => FloatFormats.E4M3Fn.Round(Singles, RoundingMode.Stochastic, Random, 0, Isa.Best, Singles),
        ["NumberFormat.Encode"] = () => FloatFormats.E2M1.Encode(
            Singles, RoundingMode.NearestEven, default, 0, Isa.Best, stackalloc byte[100]),
        ["NumberFormat.Decode"] = () => FloatFormats.E2M1.Decode(stackalloc byte[100], Isa.Best, Singles),
        ["FixedPoint.SumOfMagnitudes"] = () => FixedPoint.SumOfMagnitudes(Singles, 4, Isa.Best),
        ["WalshHadamard.Apply"] = () => WalshHadamard.Apply(Blocks, 48, TransformAxis.Columns, 48, Isa.Best, Blocks),
        ["WalshHadamard.Apply, rows"] = () => WalshHadamard.Apply(Blocks, 48, TransformAxis.Rows, 16, Isa.Best, Blocks),
        ["RandomizedHadamard"] = () =>
        {
            Randomized.Apply(Blocks, 48, TransformAxis.Columns, Blocks);
            Randomized.ApplyInverse(Blocks, 48, TransformAxis.Rows, Blocks);
        },
        ["BlockHouseholder"] = () =>
        {
            Plan.Fit(Blocks, 48, Isa.Best);
            Plan.Apply(Blocks, 48, Isa.Best, Blocks);
            Plan.ApplyInverse(Blocks, 48, Isa.Best, Blocks);
        },
        ["OutlierSplit"] = () =>
        {
            Span<int> indices = stackalloc int[96];
            Span<float> outliers = stackalloc float[96];
            OutlierSplit.Split(Blocks, 48, 2, Isa.Best, Blocks, indices, outliers);
            OutlierSplit.Merge(Blocks, 48, indices, outliers, 2, Blocks);
        },
        ["ScaleRule.Fill"] = () => Mx.Fill(
            Singles, Groups, FloatFormats.E2M1, Isa.Best, new(stackalloc float[7], stackalloc byte[7])),
        ["ScaleRule.Fill, columns"] = () => Rms.Fill(
            Singles, Columns, FloatFormats.E2M1, Isa.Best, new(stackalloc float[10])),
        ["ScaleStatistic.Quantile"] = () => Median.Of(Singles, FloatFormats.E2M1, Isa.Best),
        ["ErrorStatistics.Add"] = () => Errors.Add(Singles, Singles, Isa.Best),
        ["RangeTracker.Observe"] = () => Tracker.Observe(ValueRange.Of(Singles, Isa.Best)),
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
