using System.CommandLine;
using System.CommandLine.Parsing;
using LowBit.Boosting;

namespace LowBit.Cli;

/// <summary>The options of a verb that stand in the table of parameters.</summary>
sealed class ParameterOptions
{
    readonly List<(Parameter Row, Option<string[]> Option)> _options = [];

    /// <summary>Adds an option for each row to the verb; those that set nothing new are there but not in its help.</summary>
    public ParameterOptions(Command verb, IEnumerable<Parameter> rows)
    {
        foreach (var row in rows)
        {
            bool isFlag = row.Allowed == FlagKind.Instance.Allowed;
            var option = new Option<string[]>(OptionNames.Of(row))
            {
                Description = row.Remark + (row.Default.Length == 0 ? "" : $" [default: {row.Default}]"),
                Arity = isFlag ? ArgumentArity.ZeroOrMore : ArgumentArity.OneOrMore,
                HelpName = isFlag ? "true|false" : row.Name is "output_model" or "output_result" or "input_model" or "checkpoint" or "resume" ? "FILE" : "value",
                Hidden = row.Role is ParameterRole.NoEffect or ParameterRole.DefaultOnly || row.Meaning != row.Name,
            };
            _options.Add((row, option));
            verb.Add(option);
        }
    }

    /// <summary>What was given, as settings for <see cref="Parameters.Parse"/>.</summary>
    /// <exception cref="BadOptionException">An option that takes one value was given twice.</exception>
    public List<ParameterSetting> Given(ParseResult result) =>
        [.. _options.Where(pair => result.GetResult(pair.Option) is not null)
            .Select(pair => Setting(pair.Row, pair.Option, result.GetResult(pair.Option)!))];

    static ParameterSetting Setting(Parameter row, Option<string[]> option, OptionResult given)
    {
        bool isList = row.Allowed == ListKind.Instance.Allowed;
        if (given.IdentifierTokenCount > 1 && !isList)
        {
            throw new BadOptionException($"{option.Name} is given {given.IdentifierTokenCount} times; give it once.");
        }
        string value = given.Tokens.Count == 0 ? "true" : string.Join(',', given.Tokens.Select(token => token.Value));
        return new(row.Name, value) { Shown = option.Name };
    }
}
