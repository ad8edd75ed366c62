using static TorchSharp.torch;

namespace LowBit.Studies;

/// <summary>Trains all arms of a study, seed by seed.</summary>
static class StudyRun
{
    public static StudyOutcome Of(Study study, StudySettings settings, Session session)
    {
        set_num_threads(settings.ThreadCount);
        var start = Environment.CpuUsage.TotalTime;
        using var scope = NewDisposeScope();
        var experiments = study.Plan(settings);
        var results = StudyProgress.Run(session, experiments, settings, progress =>
            experiments.Select(experiment => Results(experiment, settings.SeedsOf(experiment), progress, session.Cancellation)).ToList());
        return new(study, settings, results, Environment.CpuUsage.TotalTime - start);
    }

    static ExperimentResult Results(Experiment experiment, int seedCount, StudyProgress progress, CancellationToken cancellation)
    {
        var runs = Enumerable.Range(1, seedCount)
            .SelectMany(seed => experiment.Arms, (seed, arm) => Train(experiment.Task, arm, (ulong)seed, progress, cancellation)).ToList();
        return new(experiment, runs, [.. experiment.Claims.Select(claim => ClaimResult.Of(claim, runs))]);
    }

    static ArmRun Train(LearningTask task, Arm arm, ulong seed, StudyProgress progress, CancellationToken cancellation)
    {
        using var training = new Training(task, arm, seed);
        progress.Begin(training);
        var start = Environment.CpuUsage.TotalTime;
        for (int step = 0; step < task.StepCount; step++)
        {
            cancellation.ThrowIfCancellationRequested();
            training.Step();
            progress.Step(training);
        }
        double seconds = (Environment.CpuUsage.TotalTime - start).TotalSeconds;
        var run = new ArmRun(arm.Name, seed, training.Measure(), seconds, training.WeightHash);
        progress.End(run);
        return run;
    }
}
