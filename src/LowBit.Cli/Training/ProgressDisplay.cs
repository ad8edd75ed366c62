using LowBit.Boosting;
using Spectre.Console;

namespace LowBit.Cli;

/// <summary>Shows how far training is: a bar on a terminal, else one line for each round that was measured.</summary>
static class ProgressDisplay
{
    public static T Run<T>(Session session, Func<Action<TrainingProgress>, T> train)
    {
        return session.IsInteractive ? WithBar(session.Error, train) : train(WriteLine);

        void WriteLine(TrainingProgress progress)
        {
            if (progress.Metrics.Count > 0)
            {
                session.Error.WriteLine($"[{progress.Round}] {Describe(progress)}");
            }
        }
    }

    public static string Describe(TrainingProgress progress) => string.Join("  ", progress.Metrics.Select(
        metric => $"{metric.DataSet} {metric.Metric} {Columns.Exact(metric.Value)}"));

    public static T WithBar<T>(TextWriter error, Func<Action<TrainingProgress>, T> train)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(error) });
        var progress = console.Progress().AutoClear(true).Columns(
            new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn(),
            new TaskDescriptionColumn { Alignment = Justify.Left });
        return progress.Start(context =>
        {
            var bar = context.AddTask("training");
            return train(now =>
            {
                bar.MaxValue = now.RoundCount;
                bar.Value = now.Round;
                bar.Description = Markup.Escape($"{now.Round} of {now.RoundCount}  {Describe(now)}");
            });
        });
    }
}
