using System.Diagnostics;

namespace LowBit.Boosting;

/// <summary>
/// Where the time of a training goes, phase by phase, as its calling thread sees it: the times add up to the whole.
/// Measuring takes two clock readings a phase, and none where nobody asks for a profile. It never changes a model.
/// </summary>
public sealed class TrainingProfile
{
    readonly long[] _ticks = new long[(int)TrainingPhase.Waiting + 1];
    readonly long[] _items = new long[(int)TrainingPhase.Waiting + 1];
    TrainingPhase _phase;
    long _since;

    /// <summary>Time in a phase.</summary>
    public TimeSpan Time(TrainingPhase phase) => Stopwatch.GetElapsedTime(0, _ticks[(int)phase]);

    /// <summary>
    /// What a phase went through: rows (gradients, quantize, partition, refit, scores), values added to bins (histogram) or bins
    /// (search); 0 for the others.
    /// </summary>
    public long Items(TrainingPhase phase) => _items[(int)phase];

    /// <summary>Time in all phases.</summary>
    public TimeSpan Total => Stopwatch.GetElapsedTime(0, _ticks.Sum());

    internal void Start() => (_phase, _since) = (TrainingPhase.Other, Stopwatch.GetTimestamp());

    /// <summary>A phase begins and the one before ends.</summary>
    /// <param name="phase">What begins.</param>
    /// <param name="items">What it will go through.</param>
    /// <returns>The phase before.</returns>
    internal TrainingPhase Enter(TrainingPhase phase, long items = 0)
    {
        long now = Stopwatch.GetTimestamp();
        var before = _phase;
        _ticks[(int)before] += now - _since;
        _items[(int)phase] += items;
        (_phase, _since) = (phase, now);
        return before;
    }
}
