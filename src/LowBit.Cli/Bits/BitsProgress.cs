using LowBit.Boosting;

namespace LowBit.Cli;

/// <summary>Shows how far a comparison of widths is: a bar on a terminal, else one line for each training.</summary>
static class BitsProgress
{
    public static WidthReport Run(Session session, Func<IProgress<WidthProgress>, WidthReport> compare) => session.IsInteractive
        ? WithBar(session.Error, compare)
        : compare(new Told(now =>
        {
            if (now.Loss is { } loss)
            {
                session.Error.WriteLine($"[{now.Training}/{now.TrainingCount}] fold {now.Fold}, {now.Bits} bits: {Columns.Exact(loss)}");
            }
        }));

    public static WidthReport WithBar(TextWriter error, Func<IProgress<WidthProgress>, WidthReport> compare) => TerminalBar.Run(
        error, "comparing", show => compare(new Told(now => show(
            (now.Training - 1.0) * now.RoundCount + (now.Loss is null ? now.Round : now.RoundCount),
            (double)now.TrainingCount * now.RoundCount,
            $"training {now.Training} of {now.TrainingCount}: fold {now.Fold}, {now.Bits} bits"))));

    /// <summary>Tells at once, on the thread that reports; <see cref="Progress{T}"/> would tell later.</summary>
    sealed class Told(Action<WidthProgress> tell) : IProgress<WidthProgress>
    {
        public void Report(WidthProgress value) => tell(value);
    }
}
