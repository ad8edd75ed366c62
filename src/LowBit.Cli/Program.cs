namespace LowBit.Cli;

/// <summary>The command <c>lowbit</c>.</summary>
static class Program
{
    static int Main(string[] args) => CommandProcess.Start(cancellation => Run(args, Console.Out, Console.Error, cancellation));

    /// <summary>Runs one command; the whole of the command line but the process around it.</summary>
    public static int Run(string[] args, TextWriter stdout, TextWriter stderr, CancellationToken cancellation) => CommandProcess.Answer(
        "lowbit", () => CommandLine.Invoke(args, new Session(stdout, stderr, cancellation)), _ => false, stderr);
}
