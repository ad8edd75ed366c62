using System.Diagnostics;

namespace LowBit.Boosting;

/// <summary>
/// Where the time of a training goes, phase by phase, as its calling thread sees it: the times add up to the whole.
/// Measuring takes two clock readings a phase, and none where nobody asks for a profile. It never changes a model.
/// </summary>
/// <remarks>
/// It runs from the first round to the end of the last one; rounds that a checkpoint already had are not in it. Rows are those
/// of this rank. Trainings one after the other may share a profile, which then sums them up; trainings at the same time may
/// not.
/// </remarks>
public sealed class TrainingProfile
{
    const int PhaseCount = (int)TrainingPhase.Waiting + 1;

    static readonly TrainingPhase[] Phases = Enum.GetValues<TrainingPhase>();

    readonly long[] _ticks = new long[PhaseCount];
    readonly long[] _waited = new long[PhaseCount];
    readonly long[] _items = new long[PhaseCount];
    TrainingPhase _phase;
    long _since;

    /// <summary>Time in a phase; what was waited meanwhile counts as <see cref="TrainingPhase.Waiting"/>.</summary>
    public TimeSpan Time(TrainingPhase phase) => Stopwatch.GetElapsedTime(0, _ticks[(int)phase]);

    /// <summary>
    /// The part of <see cref="TrainingPhase.Waiting"/> that came within a phase; 0 for <see cref="TrainingPhase.Waiting"/> itself, and
    /// with one thread.
    /// </summary>
    public TimeSpan Waited(TrainingPhase phase) => Stopwatch.GetElapsedTime(0, _waited[(int)phase]);

    /// <summary>
    /// What a phase went through: rows (gradients, quantize, partition, refit, scores), values added to bins (histogram; values of
    /// sparse columns and of columns with more than 255 bins are not counted) or bins (search); 0 for the others.
    /// </summary>
    public long Items(TrainingPhase phase) => _items[(int)phase];

    /// <summary>Nanoseconds from the beginning of a phase to its end, waiting included, by item; NaN where there are no items.</summary>
    public double NanosecondsPerItem(TrainingPhase phase) =>
        Items(phase) == 0 ? double.NaN : (Time(phase) + Waited(phase)).TotalNanoseconds / Items(phase);

    /// <summary>Time in all phases: their sum, exactly.</summary>
    public TimeSpan Total => Phases.Aggregate(TimeSpan.Zero, (sum, phase) => sum + Time(phase));

    internal void Start() => (_phase, _since) = (TrainingPhase.Other, Stopwatch.GetTimestamp());

    /// <summary>A phase begins and the one before ends. Waiting goes back to the phase that it interrupted.</summary>
    /// <param name="phase">What begins.</param>
    /// <param name="items">What it will go through.</param>
    /// <returns>The phase before.</returns>
    internal TrainingPhase Enter(TrainingPhase phase, long items = 0)
    {
        long now = Stopwatch.GetTimestamp();
        var before = _phase;
        _ticks[(int)before] += now - _since;
        if (before == TrainingPhase.Waiting)
        {
            _waited[(int)phase] += now - _since;
        }
        _items[(int)phase] += items;
        (_phase, _since) = (phase, now);
        return before;
    }
}
