using System.Diagnostics;

namespace LowBit.Studies;

/// <summary>How far a study is: a bar on a terminal, else a line for each training, both with the time that is left.</summary>
sealed class StudyProgress
{
    readonly Action<double, double, string>? _show;
    readonly TextWriter _lines;
    readonly double _all;
    readonly int _trainingCount;
    readonly long _start = Stopwatch.GetTimestamp();
    double _done;
    int _training;

    StudyProgress(IReadOnlyList<Experiment> experiments, StudySettings settings, TextWriter lines, Action<double, double, string>? show)
    {
        (_lines, _show) = (lines, show);
        _all = experiments.Sum(experiment => experiment.Task.StepCost * experiment.Task.StepCount * experiment.TrainingCount(settings));
        _trainingCount = experiments.Sum(experiment => experiment.TrainingCount(settings));
    }

    public static T Run<T>(Session session, IReadOnlyList<Experiment> experiments, StudySettings settings, Func<StudyProgress, T> work) => session.IsInteractive
        ? TerminalBar.Run(session.Error, "training", show => work(new(experiments, settings, session.Error, show)))
        : work(new(experiments, settings, session.Error, null));

    public void Begin(Training training)
    {
        _training++;
        Show(training);
    }

    public void Step(Training training)
    {
        _done += training.Task.StepCost;
        Show(training);
    }

    public void End(ArmRun run)
    {
        if (_show is null)
        {
            string measures = string.Join("  ", run.Measures.Take(2).Select(measure => $"{measure.Key} {Columns.Rounded(measure.Value, 4)}"));
            double left = Stopwatch.GetElapsedTime(_start).TotalSeconds * (_all - _done) / _done;
            _lines.WriteLine($"[{_training}/{_trainingCount}] {run.Arm}, seed {run.Seed}: {measures}  ({Columns.Rounded(run.Seconds, 1)} s; {Columns.Rounded(left, 0)} s left)");
        }
    }

    void Show(Training training) => _show?.Invoke(
        _done, _all, $"training {_training} of {_trainingCount}: {training.Task.Name}, {training.Arm.Name}, seed {training.Seed}");
}
