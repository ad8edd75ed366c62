using System.Diagnostics;
using Spectre.Console;

namespace LowBit.Cli;

/// <summary>
/// A progress bar on a terminal. It is drawn by the thread that reports, a few times a second: a thread of its own would end
/// the process where the terminal goes away.
/// </summary>
static class TerminalBar
{
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <param name="error">The terminal.</param>
    /// <param name="title">What is shown before the first report.</param>
    /// <param name="work">Reports how much of how much is done, and what to say of it.</param>
    public static T Run<T>(TextWriter error, string title, Func<Action<double, double, string>, T> work)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(error) });
        var progress = console.Progress().AutoRefresh(false).AutoClear(true).Columns(
            new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn(),
            new TaskDescriptionColumn { Alignment = Justify.Left });
        return progress.Start(context =>
        {
            var bar = context.AddTask(title);
            long last = 0;
            return work((done, all, text) =>
            {
                (bar.MaxValue, bar.Value, bar.Description) = (all, done, Markup.Escape(text));
                if (last == 0 || Stopwatch.GetElapsedTime(last) >= Pause)
                {
                    last = Stopwatch.GetTimestamp();
                    Draw(context);
                }
            });
        });
    }

    static void Draw(ProgressContext context)
    {
        try
        {
            context.Refresh();
        }
        catch (IOException)
        {
            // the terminal is gone; the work goes on
        }
    }
}
