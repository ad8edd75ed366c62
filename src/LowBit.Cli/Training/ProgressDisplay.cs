using LowBit.Boosting;

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

    public static T WithBar<T>(TextWriter error, Func<Action<TrainingProgress>, T> train) => TerminalBar.Run(
        error, "training", show => train(
            now => show(now.Round, now.RoundCount, $"{now.Round} of {now.RoundCount}  {Describe(now)}")));
}
