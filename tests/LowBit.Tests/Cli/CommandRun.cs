using LowBit.Cli;

namespace LowBit.Tests;

/// <summary>What a command answered.</summary>
sealed record CommandRun(int Code, string Out, string Error)
{
    public static CommandRun Of(params string[] args)
    {
        using var stdout = new StringWriter();
        using var stderr = new StringWriter();
        int code = Program.Run(args, stdout, stderr, TestContext.Current.CancellationToken);
        return new(code, stdout.ToString(), stderr.ToString());
    }

    /// <summary>The one line of an error, without the name of the command.</summary>
    public static string Refusal(params string[] args)
    {
        var run = Of(args);
        Assert.Equal((2, ""), (run.Code, run.Out));
        Assert.Matches("^lowbit: [^\n]+\n$", run.Error);
        return run.Error["lowbit: ".Length..^1];
    }
}
