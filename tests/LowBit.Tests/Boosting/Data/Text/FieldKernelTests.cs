using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using CsCheck;
using LowBit.Boosting;
using LowBit.Numerics;

namespace LowBit.Tests;

/// <summary>Rows of fields next to <see cref="double.Parse(string)"/>, on every path.</summary>
public partial class FieldKernelTests
{
    static readonly Gen<string> Digits = Gen.Char['0', '9'].Array[1, 17].Select(digits => new string(digits));

    static readonly Gen<string> Number = Gen.Select(Gen.OneOf("", "-"), Digits, Gen.Int[0, 16], (sign, digits, point) =>
        sign + (point < digits.Length - 1 ? digits.Insert(point + 1, ".") : digits));

    static readonly Gen<string> Odd = Gen.OneOf(
        Gen.OneOf("", "-", ".", "-.", ".5", "-.5", "5.", "1.2.3", "1-2", "--1", "+1", "1e5", "nan", " 1", "1 ", "\"1\"", "1..2", "-1-", "1:", "1/2"),
        Gen.Byte.Array[0, 20].Select(Encoding.Latin1.GetString),
        Gen.OneOf('0', '9', '.', '-').Array[0, 20].Select(characters => new string(characters)));

    public static TheoryData<KernelPath> Paths => [.. Isa.Supported];

    [Theory]
    [MemberData(nameof(Paths))]
    public void AnyRowIsReadAsParsed(KernelPath path) => Gen.OneOf(Number, Number, Odd).Array[1, 40].Sample(
        fields => AssertParsed(path, fields), iter: 20_000, threads: 1);

    [Theory]
    [MemberData(nameof(Paths))]
    public void NumbersOfTwoTo53AndNearAreRoundedOnce(KernelPath path)
    {
        string[] digits = ["9007199254740992", "9007199254740993", "9007199254740995", "9999999999999999", "1000000000000001", "4503599627370497"];
        string[] fields = [.. digits.SelectMany(text => Enumerable.Range(1, 15).Select(point => text[..15].Insert(point, ".").TrimEnd('.'))), .. digits];
        AssertParsed(path, fields);
    }

    /// <summary>Any character at any place of a field of any length.</summary>
    [Theory]
    [MemberData(nameof(Paths))]
    public void AnyCharacterAnywhereIsSeen(KernelPath path)
    {
        for (int length = 1; length <= 17; length++)
        {
            for (int place = 0; place < length; place++)
            {
                string before = "1234567.01234567"[..Math.Min(place, 16)], after = "98765432109876543"[place..length];
                AssertParsed(path, [.. Enumerable.Range(0, 256).Select(character => before + (char)character + after)]);
            }
        }
    }

    /// <summary>A field far too long, of lengths around multiples of 256, between plain ones.</summary>
    [Theory]
    [MemberData(nameof(Paths))]
    public void LongFieldsAreLeft(KernelPath path) => AssertParsed(
        path, [.. Enumerable.Range(240, 300).SelectMany(length => (string[])[new string('7', length), "-2.5"])]);

    static void AssertParsed(KernelPath path, string[] fields)
    {
        byte[][] texts = Array.ConvertAll(fields, Encoding.Latin1.GetBytes);
        byte[] padding = [.. Enumerable.Repeat((byte)'7', NumberParser.Padding)];
        byte[] buffer = [.. padding, .. texts.SelectMany(text => text.Append((byte)'.')), .. padding];
        var ends = new List<int> { padding.Length - 1 };
        Array.ForEach(texts, text => ends.Add(ends[^1] + 1 + text.Length));
        double[] values = new double[fields.Length];
        int[] others = new int[fields.Length];
        int count = FieldKernel.For(path).ParseRow(buffer, [.. ends], values, others);
        int[] left = others[..count];
        Assert.Equal(left.Order().Distinct(), left);
        for (int field = 0; field < fields.Length; field++)
        {
            bool isPlain = Plain().IsMatch(fields[field]);
            bool isShort = fields[field].Length <= 16 && fields[field].TrimStart('-').IndexOf('.') <= 7;
            Assert.False(isPlain && isShort && left.Contains(field), $"'{fields[field]}' was left");
            if (!left.Contains(field))
            {
                Assert.True(isPlain, $"'{fields[field]}' was taken");
                double expected = double.Parse(fields[field], NumberStyles.Float, CultureInfo.InvariantCulture);
                Assert.Equal(BitConverter.DoubleToInt64Bits(expected), BitConverter.DoubleToInt64Bits(values[field]));
            }
        }
    }

    [GeneratedRegex(@"\A-?[0-9]+(\.[0-9]+)?\z")]
    private static partial Regex Plain();
}
