namespace LowBit.Bench;

/// <summary>The runs of one engine in a cell.</summary>
/// <param name="Peer">The engine as it was asked for.</param>
/// <param name="Arm">The engine that ran: the faster layout where that was asked for.</param>
/// <param name="Runs">One a round.</param>
sealed record EngineRuns(string Peer, string Arm, TrainingRun[] Runs)
{
    /// <summary>Median seconds of the first training.</summary>
    public double Seconds => Median(run => run.Seconds);

    /// <summary>Whether a second training was measured.</summary>
    public bool HasWarm => Runs.Any(run => run.WarmSeconds is not null);

    /// <summary>Median seconds of the second training; of the first where that was not short.</summary>
    public double WarmSeconds => Median(run => run.WarmSeconds ?? run.Seconds);

    public double Median(Func<TrainingRun, double> value) => Statistics.Median([.. Runs.Select(value)]);

    /// <summary>The engines of a cell, ordered; the others are compared with the first.</summary>
    public static EngineRuns[] Of(IEnumerable<SuiteRun> cell) =>
        [.. cell.GroupBy(run => run.Step.Peer).OrderBy(peer => PeerName.Rank(peer.Key)).Select(peer => peer.GroupBy(run => run.Step.Arm)
            .Select(arm => new EngineRuns(peer.Key, arm.Key, [.. arm.Select(run => run.Result)]))
            .OrderByDescending(engine => engine.Runs.Length).ThenBy(engine => engine.Seconds).First())];
}
