using System.CommandLine;
using System.CommandLine.Parsing;
using LowBit.Boosting;

namespace LowBit.Studies;

/// <summary>The verbs, and how arguments find them.</summary>
static class StudyCommandLine
{
    /// <exception cref="BadOptionException">The arguments name no verb, or an option that the verb does not have.</exception>
    public static void Invoke(string[] args, Session session)
    {
        var root = new RootCommand("One experiment for each paper on low-bit training, with paired seeds, a control and a verdict.")
        {
            new ListVerb(session),
            new RunVerb(session),
        };
        var parsing = new ParserConfiguration { ResponseFileTokenReplacer = null, EnablePosixBundling = false };
        var result = root.Parse(args, parsing);
        if (!args.Intersect(["--help", "-h", "-?", "--version"]).Any() && Complaint(result, root) is { } complaint)
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

    static string? Complaint(ParseResult result, RootCommand root)
    {
        var command = result.CommandResult.Command;
        string help = command == root ? "See lowbit-study --help." : $"See lowbit-study {command.Name} --help.";
        string? stray = result.UnmatchedTokens is [var first, ..] ? first : null;
        return Valueless(result) is { } option ? $"{option} needs a value. {help}"
            : result.Errors.Count == 0 ? null
            : stray?.StartsWith('-') == true
                ? $"unknown option {stray}.{NearestName.Question(stray, command.Options.Select(known => known.Name))} {help}"
            : command == root ? WithoutVerb(stray, [.. root.Subcommands.Select(verb => verb.Name)], help)
            : stray is null ? $"{result.Errors[0].Message} {help}"
            : $"unexpected argument '{stray}'. {help}";
    }

    /// <summary>The option that took the next option for its value, or that ends the line.</summary>
    static string? Valueless(ParseResult result) => result.CommandResult.Children.OfType<OptionResult>()
        .FirstOrDefault(given => given.Tokens.Any(token => token.Value.StartsWith("--", StringComparison.Ordinal))
            || given.Tokens.Count == 0 && given.Option.Arity.MinimumNumberOfValues > 0)?.Option.Name;

    static string WithoutVerb(string? stray, string[] verbs, string help) =>
        (stray is null ? "no command given" : $"unknown command '{stray}'")
        + $"; allowed: {string.Join(", ", verbs)}.{(stray is null ? "" : NearestName.Question(stray, verbs))} {help}";
}
