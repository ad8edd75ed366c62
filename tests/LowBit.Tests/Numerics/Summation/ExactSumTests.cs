using CsCheck;
using LowBit.Numerics;

namespace LowBit.Tests;

public class ExactSumTests
{
    static readonly Gen<double> AnyFinite = Gen.ULong.Select(BitConverter.UInt64BitsToDouble).Where(double.IsFinite);
    static readonly Gen<double> AlmostCancelling = Gen.Select(Gen.Double[-1, 1], Gen.Int[-60, 60], Math.ScaleB);
    static readonly Gen<double> Subnormal = Gen.Select(Gen.ULong[0, 1ul << 53], Gen.Bool, (bits, negative) =>
        negative ? -BitConverter.UInt64BitsToDouble(bits) : BitConverter.UInt64BitsToDouble(bits));

    public static TheoryData<string> Kinds => ["any", "cancelling", "subnormal"];

    static Gen<double> Kind(string name) => name switch
    {
        "any" => AnyFinite,
        "cancelling" => AlmostCancelling,
        _ => Subnormal,
    };

    static ExactSum Sum(params ReadOnlySpan<double> values)
    {
        var sum = new ExactSum();
        sum.Add(values);
        return sum;
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void IsTheRationalSumRoundedOnce(string kind) => Kind(kind).Array[0, 50].Sample(values =>
        Assert.Equal(ExactSumReference.Round(values), Sum(values).Value), iter: 2000);

    [Theory]
    [MemberData(nameof(Kinds))]
    public void OrderAndPartsDoNotMatter(string kind) =>
        Gen.Select(Kind(kind).Array[0, 50], Gen.Int[0, 50]).Sample((values, cut) =>
        {
            cut = Math.Min(cut, values.Length);
            var parts = Sum([.. values[cut..].Reverse()]);
            parts.Merge(Sum(values.AsSpan(0, cut)));
            Assert.Equal(Sum(values).Limbs, parts.Limbs);
            Assert.Equal(Sum(values).Value, parts.Value);
        });

    [Fact]
    public void LimbsOfRanksAdd() => AlmostCancelling.Array[1, 50].Sample(values =>
    {
        var total = new ExactSum();
        foreach (double value in values)
        {
            var limbs = total.Limbs;
            var rank = Sum(value).Limbs;
            for (int i = 0; i < limbs.Length; i++)
            {
                limbs[i] += rank[i];
            }
        }
        Assert.Equal(Sum(values).Value, total.Value);
        total.Add(values);
        Assert.Equal(Sum([.. values, .. values]).Value, total.Value);
    });

    [Fact]
    public void LimbsOfAMillionRanksFit()
    {
        var total = Sum(-1.25);
        foreach (ref long limb in total.Limbs)
        {
            limb <<= 20;
        }
        total.Add(0.5);
        Assert.Equal(-1.25 * (1 << 20) + 0.5, total.Value);
    }

    [Fact]
    public void LimbsAreNormalized()
    {
        var digits = Sum(1e300, -1e-300, 3, -7e100).Limbs[..67].ToArray();
        Assert.All(digits, digit => Assert.InRange(digit, 0, uint.MaxValue));
    }

    [Theory]
    [InlineData(1.0, 1.1102230246251565e-16, 1.0)] // a tie goes to even
    [InlineData(1.0000000000000002, 1.1102230246251565e-16, 1.0000000000000004)]
    [InlineData(-1.0, -1.1102230246251565e-16, -1.0)]
    public void TieRoundsToEven(double first, double second, double expected) =>
        Assert.Equal(expected, Sum(first, second).Value);

    [Fact]
    public void TheSmallestValueBreaksATie() =>
        Assert.Equal(1.0000000000000002, Sum(1.0, 1.1102230246251565e-16, double.Epsilon).Value);

    [Fact]
    public void SumBeyondTheLargestDoubleComesBack()
    {
        Assert.Equal(double.PositiveInfinity, Sum(double.MaxValue, double.MaxValue).Value);
        Assert.Equal(1.0, Sum(double.MaxValue, double.MaxValue, 1, -double.MaxValue, -double.MaxValue).Value);
    }

    [Fact]
    public void ManyLargeValuesFit()
    {
        var sum = new ExactSum();
        for (int i = 0; i < 1000; i++)
        {
            sum.Merge(Sum(-double.MaxValue, -double.MaxValue));
        }
        Assert.Equal(double.NegativeInfinity, sum.Value);
        sum.Merge(sum);
        Assert.Equal(double.NegativeInfinity, sum.Value);
    }

    [Fact]
    public void ZeroSumIsPlusZero()
    {
        Assert.All([Sum(), Sum(-0.0), Sum(-0.0, -0.0), Sum(3, -3)], sum => Assert.Equal(0, BitConverter.DoubleToInt64Bits(sum.Value)));
    }

    [Theory]
    [InlineData(double.PositiveInfinity, 1, double.PositiveInfinity)]
    [InlineData(-1e308, double.NegativeInfinity, double.NegativeInfinity)]
    [InlineData(double.NegativeInfinity, double.PositiveInfinity, double.NaN)]
    [InlineData(double.NaN, double.PositiveInfinity, double.NaN)]
    [InlineData(0, double.NaN, double.NaN)]
    public void NonFiniteValuesDecideInAnyOrder(double first, double second, double expected)
    {
        Assert.Equal(expected, Sum(first, second).Value);
        Assert.Equal(expected, Sum(second, first).Value);
        var merged = Sum(first);
        merged.Merge(Sum(second));
        Assert.Equal(expected, merged.Value);
    }

    [Fact]
    public void SingleAddsEqualASpan()
    {
        var sum = new ExactSum();
        sum.Add(0.1);
        sum.Add(0.2);
        sum.Add(-0.3);
        Assert.Equal(Sum(0.1, 0.2, -0.3).Limbs, sum.Limbs);
        Assert.Equal(2.7755575615628914e-17, sum.Value);
    }

    [Fact]
    public void ClearForgets()
    {
        var sum = Sum(1, double.NaN);
        sum.Clear();
        Assert.Equal(0, sum.Value);
    }
}
