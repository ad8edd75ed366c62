using System.Runtime.InteropServices;
using LowBit.Boosting;
using LowBit.Neural;

namespace LowBit.Studies;

/// <summary>
/// The command <c>lowbit-study</c>. Results go to standard output, progress and errors to standard error. Exit codes: 0 done,
/// whatever the verdict; 2 bad input or usage (one line says what), 130 cancelled.
/// </summary>
static class Program
{
    const int Done = 0, BadInput = 2, Cancelled = 130;

    static int Main(string[] args)
    {
        using var cancellation = new CancellationTokenSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Cancel);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Cancel);
        return Run(args, Console.Out, Console.Error, cancellation.Token);

        // The second signal ends the process at once.
        void Cancel(PosixSignalContext context)
        {
            context.Cancel = true;
            if (cancellation.IsCancellationRequested)
            {
                Environment.Exit(Cancelled);
            }
            cancellation.Cancel();
        }
    }

    /// <summary>Runs one command; the whole of the command line but the process around it.</summary>
    public static int Run(string[] args, TextWriter stdout, TextWriter stderr, CancellationToken cancellation)
    {
        try
        {
            StudyCommandLine.Invoke(args, new Session(stdout, stderr, cancellation));
            return Done;
        }
        catch (Exception e) when (e is LowBitException or NativeLibraryException or IOException or UnauthorizedAccessException)
        {
            return Fail(e.Message, BadInput);
        }
        catch (OperationCanceledException)
        {
            return Fail("cancelled; no file was written", Cancelled);
        }

        int Fail(string message, int code)
        {
            stderr.WriteLine($"lowbit-study: {message.ReplaceLineEndings(" ")}");
            return code;
        }
    }
}
