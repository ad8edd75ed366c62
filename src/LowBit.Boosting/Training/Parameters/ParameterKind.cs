using System.Globalization;
using System.Numerics;

namespace LowBit.Boosting;

/// <summary>The texts that a parameter takes and the values they stand for. Format(value) parses to the same value.</summary>
interface IParameterKind<T>
{
    /// <summary>What is allowed, in words that follow "allowed: ".</summary>
    string Allowed { get; }

    bool TryParse(string text, out T value);

    string Format(T value);
}

/// <summary>An integer in [low, high].</summary>
sealed record IntegerKind<T>(T Low, T High) : IParameterKind<T> where T : IBinaryInteger<T>, IMinMaxValue<T>
{
    public string Allowed =>
        (Low > T.MinValue, High < T.MaxValue) switch
        {
            (true, true) => string.Create(CultureInfo.InvariantCulture, $"an integer from {Low} to {High}"),
            (true, false) => string.Create(CultureInfo.InvariantCulture, $"an integer of at least {Low}"),
            (false, true) => string.Create(CultureInfo.InvariantCulture, $"an integer of at most {High}"),
            _ => "an integer",
        };

    public bool TryParse(string text, out T value) =>
        T.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value!)
        && value >= Low && value <= High;

    public string Format(T value) => value.ToString(null, CultureInfo.InvariantCulture);
}

/// <summary>A finite number in [low, high], without an end that is open.</summary>
sealed record NumberKind(double Low, double High, bool LowIsOpen = false, bool HighIsOpen = false) : IParameterKind<double>
{
    public static NumberKind Any { get; } = new(double.MinValue, double.MaxValue);

    public static NumberKind Positive { get; } = new(0, double.MaxValue, LowIsOpen: true);

    public static NumberKind NonNegative { get; } = new(0, double.MaxValue);

    public static NumberKind Fraction { get; } = new(0, 1, LowIsOpen: true);

    public string Allowed =>
        (Low > double.MinValue, High < double.MaxValue) switch
        {
            (true, true) => string.Create(CultureInfo.InvariantCulture, $"a number in {(LowIsOpen ? '(' : '[')}{Low}, {High}{(HighIsOpen ? ')' : ']')}"),
            (true, false) => string.Create(CultureInfo.InvariantCulture, $"a number {(LowIsOpen ? '>' : '≥')} {Low}"),
            _ => "a number",
        };

    public bool TryParse(string text, out double value) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value)
        && (LowIsOpen ? value > Low : value >= Low) && (HighIsOpen ? value < High : value <= High);

    public string Format(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}

/// <summary>LightGBM's words for yes and no, and the 1 and 0 that model files hold.</summary>
sealed record FlagKind : IParameterKind<bool>
{
    public static FlagKind Instance { get; } = new();

    public string Allowed => "true or false";

    public bool TryParse(string text, out bool value)
    {
        value = text is "1" or "+" || text.Equals("true", StringComparison.OrdinalIgnoreCase);
        return value || text is "0" or "-" || text.Equals("false", StringComparison.OrdinalIgnoreCase);
    }

    public string Format(bool value) => value ? "1" : "0";
}

/// <summary>Any text.</summary>
sealed record TextKind : IParameterKind<string>
{
    public static TextKind Instance { get; } = new();

    public string Allowed => "a text";

    public bool TryParse(string text, out string value)
    {
        value = text;
        return true;
    }

    public string Format(string value) => value;
}

/// <summary>Texts separated by commas.</summary>
sealed record ListKind : IParameterKind<IReadOnlyList<string>>
{
    public static ListKind Instance { get; } = new();

    public string Allowed => "texts separated by commas";

    public bool TryParse(string text, out IReadOnlyList<string> value)
    {
        value = text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return true;
    }

    public string Format(IReadOnlyList<string> value) => string.Join(',', value);
}

/// <summary>Numbers of one kind, separated by commas.</summary>
sealed record NumbersKind(NumberKind Number) : IParameterKind<IReadOnlyList<double>>
{
    public string Allowed => $"numbers separated by commas, each {Number.Allowed}";

    public bool TryParse(string text, out IReadOnlyList<double> value)
    {
        var numbers = new List<double>();
        bool isNumbers = true;
        foreach (string word in text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            isNumbers &= Number.TryParse(word, out double number);
            numbers.Add(number);
        }
        value = numbers.Count == 0 ? [] : numbers;
        return isNumbers;
    }

    public string Format(IReadOnlyList<double> value) => string.Join(',', value.Select(Number.Format));
}

/// <summary>One of a few names; other names for the same value follow the first.</summary>
sealed record ChoiceKind<T>(params (T Value, string[] Names)[] Choices) : IParameterKind<T>
{
    public string Allowed => "one of " + string.Join(", ", Choices.Select(choice => choice.Names[0]));

    public bool TryParse(string text, out T value)
    {
        int found = Array.FindIndex(Choices, choice => choice.Names.Contains(text, StringComparer.OrdinalIgnoreCase));
        value = found < 0 ? default! : Choices[found].Value;
        return found >= 0;
    }

    public string Format(T value)
    {
        int found = Array.FindIndex(Choices, choice => EqualityComparer<T>.Default.Equals(choice.Value, value));
        return found < 0 ? $"{value}" : Choices[found].Names[0];
    }
}
