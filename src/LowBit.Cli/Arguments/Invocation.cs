using System.CommandLine;
using System.CommandLine.Parsing;
using LowBit.Boosting;

namespace LowBit.Cli;

/// <summary>Runs the verb that arguments name, or says in one line what is wrong with them.</summary>
/// <param name="root">The command.</param>
/// <param name="name">What it is called.</param>
/// <param name="optionsOf">Names of a verb's options, for those that are misspelled.</param>
sealed class Invocation(RootCommand root, string name, Func<Command, IEnumerable<string>> optionsOf)
{
    /// <exception cref="BadOptionException">The arguments name no verb, or an option that the verb does not have.</exception>
    public void Run(string[] args, Session session)
    {
        // A column may be called @x: no response files. Options have no short names: nothing to bundle.
        var parsing = new ParserConfiguration { ResponseFileTokenReplacer = null, EnablePosixBundling = false };
        var result = root.Parse(args, parsing);
        if (!args.Intersect(["--help", "-h", "-?", "--version"]).Any() && Complaint(result) is { } complaint)
        {
            throw new BadOptionException(complaint);
        }
        result.Invoke(new InvocationConfiguration
        {
            Output = session.Out,
            Error = session.Error,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = null,
        });
    }

    string? Complaint(ParseResult result)
    {
        var command = result.CommandResult.Command;
        string help = command == root ? $"See {name} --help." : $"See {name} {command.Name} --help.";
        string? stray = result.UnmatchedTokens is [var first, ..] ? first : null;
        return Valueless(result) is { } option ? $"{option} needs a value. {help}"
            : result.Errors.Count == 0 ? null
            : stray?.StartsWith('-') == true ? $"unknown option {stray}.{NearestName.Question(stray, optionsOf(command))} {help}"
            : command == root && root.Subcommands.Count > 0 ? WithoutVerb(stray, [.. root.Subcommands.Select(verb => verb.Name)], help)
            : stray is null ? $"{result.Errors[0].Message} {help}"
            : $"unexpected argument '{stray}'; values follow their option. {help}";
    }

    /// <summary>The option that took the next option for its value, or that ends the line.</summary>
    static string? Valueless(ParseResult result) => result.CommandResult.Children.OfType<OptionResult>()
        .FirstOrDefault(given => given.Tokens.Any(token => token.Value.StartsWith("--", StringComparison.Ordinal))
            || given.Tokens.Count == 0 && given.Option.Arity.MinimumNumberOfValues > 0)?.Option.Name;

    static string WithoutVerb(string? stray, string[] verbs, string help) =>
        (stray is null ? "no command given" : $"unknown command '{stray}'")
        + $"; allowed: {string.Join(", ", verbs)}.{(stray is null ? "" : NearestName.Question(stray, verbs))} {help}";
}
