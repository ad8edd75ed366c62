using System.Globalization;
using LowBit.Boosting;

namespace LowBit.Cli;

/// <summary>Values of options that are no parameters of training.</summary>
static class SettingText
{
    /// <exception cref="BadOptionException">The text is no integer.</exception>
    public static int Integer(string option, string text) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int value)
            ? value : throw new BadOptionException($"{option} is '{text}'; allowed: an integer.");

    /// <exception cref="BadOptionException">A part of the text between commas is no integer.</exception>
    public static int[] Integers(string option, string text) =>
        [.. text.Split(',', StringSplitOptions.TrimEntries).Select(part =>
            int.TryParse(part, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int value)
                ? value : throw new BadOptionException($"{option} is '{text}'; allowed: integers, separated by commas."))];

    /// <exception cref="BadOptionException">The text is no number.</exception>
    public static double Number(string option, string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value)
            ? value : throw new BadOptionException($"{option} is '{text}'; allowed: a number.");
}
