namespace LowBit.Bench;

/// <summary>Held-out losses of several engines on the same splits of a data set.</summary>
/// <param name="Set">The data set.</param>
/// <param name="Losses">For each engine, the loss of each split.</param>
sealed record Comparison(DataSet Set, IReadOnlyDictionary<string, double[]> Losses)
{
    /// <summary>Trains every engine on every split, one after the other.</summary>
    public static Comparison Run(DataSet set, Rows rows, string[] peers, SplitRange splits, PeerSettings settings)
    {
        var losses = peers.Distinct().ToDictionary(peer => peer, _ => new double[splits.Count]);
        for (var i = 0; i < splits.Count; i++)
        {
            var split = splits.First + i;
            var (train, heldOut) = rows.Split(split);
            foreach (var peer in losses.Keys)
            {
                losses[peer][i] = LossOf(peer, train, heldOut, settings with
                {
                    Objective = set.Objective,
                    ClassCount = rows.ClassCount,
                    Seed = split,
                });
                Console.Error.WriteLine($"{set.Name} split {split} {peer}: {losses[peer][i]:R}");
            }
        }
        return new(set, losses);
    }

    /// <summary>How much worse than the reference, as a part of its loss, split by split.</summary>
    public double[] Differences(string peer, string reference) =>
        [.. Losses[peer].Zip(Losses[reference], (loss, expected) => (loss - expected) / expected)];

    static double LossOf(string name, Rows train, Rows heldOut, PeerSettings settings)
    {
        using var peer = PeerName.Create(name);
        peer.Bin(train, settings);
        peer.Train(settings);
        return Loss.Of(settings.Objective, heldOut, peer.PredictRaw(heldOut, settings));
    }
}
