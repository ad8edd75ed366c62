using System.Text;
using LowBit.Boosting;

namespace LowBit.Tests;

/// <summary>A field among bytes that a parser must not take for its own: digits and points on either side.</summary>
static class PaddedNumber
{
    const int Padding = NumberParser.Padding;

    internal static bool TryParsePlain(string text, out double value)
    {
        string around = "7.9,1.3,5.7,9.1,3.5,7.9,1.3,5.7,"[..Padding];
        byte[] buffer = Encoding.UTF8.GetBytes(around + text + "," + around);
        return NumberParser.TryParsePlain(buffer, Padding, Padding + Encoding.UTF8.GetByteCount(text), out value);
    }
}
