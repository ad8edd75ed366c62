using System.Runtime.InteropServices;
using LowBit.Boosting;

namespace LowBit.Cli;

/// <summary>
/// The process around a command line. Results go to standard output, progress and errors to standard error. Exit codes: 0 done,
/// 2 bad input or usage (one line says what), 130 cancelled.
/// </summary>
static class CommandProcess
{
    const int Done = 0, BadInput = 2, Cancelled = 130;

    /// <summary>Runs a command that the first signal cancels; the second one ends the process at once.</summary>
    public static int Start(Func<CancellationToken, int> run)
    {
        using var cancellation = new CancellationTokenSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Cancel);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Cancel);
        return run(cancellation.Token);

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

    /// <summary>Runs a command and turns what it throws into one line.</summary>
    /// <param name="name">The command.</param>
    /// <param name="invoke">What it does.</param>
    /// <param name="isBadInput">Exceptions of its own that stand for bad input.</param>
    /// <param name="stderr">Gets the line.</param>
    /// <returns>The exit code.</returns>
    public static int Answer(string name, Action invoke, Predicate<Exception> isBadInput, TextWriter stderr)
    {
        try
        {
            invoke();
            return Done;
        }
        catch (Exception e) when (e is LowBitException or IOException or UnauthorizedAccessException || isBadInput(e))
        {
            return Fail(e.Message, BadInput);
        }
        catch (TrainingCancelledException e)
        {
            return Fail(e.Message, Cancelled);
        }
        catch (OperationCanceledException)
        {
            return Fail("cancelled; no file was written", Cancelled);
        }

        int Fail(string message, int code)
        {
            stderr.WriteLine($"{name}: {message.ReplaceLineEndings(" ")}");
            return code;
        }
    }
}
