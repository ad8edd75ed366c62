using LowBit.Boosting;
using Spectre.Console;

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

    public static WidthReport WithBar(TextWriter error, Func<IProgress<WidthProgress>, WidthReport> compare)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(error) });
        var progress = console.Progress().AutoClear(true).Columns(
            new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn(),
            new TaskDescriptionColumn { Alignment = Justify.Left });
        return progress.Start(context =>
        {
            var bar = context.AddTask("comparing");
            return compare(new Told(now =>
            {
                bar.MaxValue = (double)now.TrainingCount * now.RoundCount;
                bar.Value = (now.Training - 1.0) * now.RoundCount + (now.Loss is null ? now.Round : now.RoundCount);
                bar.Description = Markup.Escape($"training {now.Training} of {now.TrainingCount}: fold {now.Fold}, {now.Bits} bits");
            }));
        });
    }

    /// <summary>Tells at once, on the thread that reports; <see cref="Progress{T}"/> would tell later.</summary>
    sealed class Told(Action<WidthProgress> tell) : IProgress<WidthProgress>
    {
        public void Report(WidthProgress value) => tell(value);
    }
}
