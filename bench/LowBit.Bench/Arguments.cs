using System.Globalization;

namespace LowBit.Bench;

/// <summary>A command and its options: <c>--name value</c>, or <c>--name</c> alone for yes.</summary>
sealed class Arguments
{
    readonly Dictionary<string, string> _values = [];
    readonly string _command;
    readonly HashSet<string> _known = [];

    public Arguments(IReadOnlyList<string> words)
    {
        _command = words[0];
        for (var i = 1; i < words.Count; i++)
        {
            if (!words[i].StartsWith("--", StringComparison.Ordinal))
            {
                throw new BenchException($"'{words[i]}' is not an option; options are written --name value.");
            }
            var hasValue = i + 1 < words.Count && !words[i + 1].StartsWith("--", StringComparison.Ordinal);
            _values[words[i][2..]] = hasValue ? words[++i] : "true";
        }
    }

    public string Text(string name, string fallback)
    {
        _known.Add(name);
        return _values.GetValueOrDefault(name, fallback);
    }

    public int Number(string name, int fallback)
    {
        var text = Text(name, fallback.ToString(CultureInfo.InvariantCulture));
        return int.TryParse(text, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new BenchException($"--{name} is '{text}'; it takes a whole number.");
    }

    /// <summary>Whole numbers above 0.</summary>
    public int[] Numbers(string name, string fallback) => [.. List(name, fallback).Select(text =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
            ? number
            : throw new BenchException($"--{name} has '{text}'; it takes whole numbers above 0, with commas between."))];

    public bool Flag(string name) => Text(name, "false") == "true";

    public string[] List(string name, string fallback) => Text(name, fallback).Split(',', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The command line again, for others: without the paths of this machine.</summary>
    public string ForOthers => string.Join(' ', _values.Where(option => option.Key != "markdown").Select(option =>
        option.Key == "data" ? "--data DIR" : $"--{option.Key} {option.Value}").Prepend(_command));

    /// <summary>Called once a command has asked for all its options.</summary>
    public void RejectOthers()
    {
        var unknown = _values.Keys.Except(_known).ToArray();
        if (unknown.Length > 0)
        {
            throw new BenchException($"unknown option --{unknown[0]}; this command takes --{string.Join(", --", _known.Order())}.");
        }
    }
}

/// <summary>A run that cannot go on; the message is one line for the user.</summary>
sealed class BenchException(string message) : Exception(message);
