using LowBit.Studies;

namespace LowBit.Interop.Tests;

/// <summary>What the command lowbit-study answered.</summary>
sealed record StudyCommand(int Code, string Out, string Error)
{
    public static StudyCommand Of(params string[] args)
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
        Assert.Matches("^lowbit-study: [^\n]+\n$", run.Error);
        return run.Error["lowbit-study: ".Length..^1];
    }
}
