using System.Globalization;
using System.Text;
using CsCheck;
using LowBit.Boosting;

namespace LowBit.Tests;

public class EightDigitsTests
{
    [Fact]
    public void EightDigitsAreTheirNumber() => Gen.UInt[0, 99_999_999].Sample(number =>
    {
        byte[] characters = Encoding.ASCII.GetBytes(number.ToString("D8", CultureInfo.InvariantCulture));
        ulong values = EightDigits.Values(Word(characters));
        return EightDigits.AreDigits(values) && EightDigits.Number(values) == number;
    }, threads: 1);

    [Fact]
    public void AnyByteAtAnyPlaceIsADigitOrNot()
    {
        for (int place = 0; place < 8; place++)
        {
            for (int value = 0; value <= byte.MaxValue; value++)
            {
                byte[] characters = "91919190"u8.ToArray();
                characters[place] = (byte)value;
                ulong values = EightDigits.Values(Word(characters));
                Assert.Equal(char.IsAsciiDigit((char)value), EightDigits.AreDigits(values));
            }
        }
    }

    static ulong Word(byte[] characters) => BitConverter.ToUInt64(characters);
}
