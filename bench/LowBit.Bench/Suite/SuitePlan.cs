using LowBit.Numerics;

namespace LowBit.Bench;

/// <summary>What a run of the suite measures, from its options.</summary>
sealed record SuitePlan
{
    const string Peers = "lowbit-4,lightgbm-faster,lightgbm-quantized-faster,lightgbm-quantized14-faster,fasttree";

    public required string Folder { get; init; }

    /// <summary>The pages and the log go here.</summary>
    public required string Output { get; init; }

    public required SuiteSet[] Sets { get; init; }

    public required Cell[] Cells { get; init; }

    /// <summary>Engines of a set; the first is the one that the others are compared with.</summary>
    public required Func<SuiteSet, string[]> PeersOf { get; init; }

    public required int Rounds { get; init; }

    public required int Attempts { get; init; }

    /// <summary>Whether runs that are there are measured again.</summary>
    public required bool IsAgain { get; init; }

    public required bool HasProfile { get; init; }

    public static SuitePlan Of(Arguments arguments)
    {
        var isQuick = arguments.Flag("quick");
        var sets = arguments.List("sets", isQuick ? SuiteSet.Quick : SuiteSet.All).Select(SuiteSet.Find).ToArray();
        var (leaves, threads) = (arguments.Numbers("leaves", isQuick ? "31" : "31,255"), arguments.Numbers("threads", isQuick ? "2" : "1,2"));
        var (iterations, peers) = (arguments.Number("iterations", isQuick ? 3 : 0), arguments.List("peers", ""));
        Array.ForEach(peers, PeerName.Check);
        return new()
        {
            Folder = sets.Any(set => set.HasFiles) ? DataSetReader.Folder(arguments) : arguments.Text("data", ""),
            Output = Path.Combine(arguments.Text("output", "docs/benchmarks"), Report.CpuSlug),
            Sets = sets,
            Cells = [.. from set in sets from leaf in leaves from thread in threads
                        select new Cell(set.Name, leaf, thread, iterations > 0 ? iterations : set.Iterations)],
            PeersOf = set => [.. (peers.Length > 0 ? peers : DefaultPeers(set == sets[0])).Where(peer => PeerName.Trains(peer, set.Objective))],
            Rounds = arguments.Number("rounds", isQuick ? 1 : 3),
            Attempts = arguments.Number("attempts", isQuick ? 1 : 3),
            IsAgain = arguments.Flag("again"),
            HasProfile = arguments.Flag("profile"),
        };
    }

    /// <summary>The measurements of a cell in their order: A B A B ….</summary>
    public IEnumerable<SuiteStep> StepsOf(Cell cell) =>
        from round in Enumerable.Range(0, Rounds)
        from peer in PeersOf(Sets.First(set => set.Name == cell.Set))
        from arm in PeerName.Arms(peer)
        select new SuiteStep(cell, peer, arm, round);

    /// <summary>The first set also shows what AVX-512 is worth, where there is any.</summary>
    static string[] DefaultPeers(bool isFirst)
    {
        var peers = Peers.Split(',');
        return isFirst && Isa.Supports(KernelPath.Avx512) ? [peers[0], $"{peers[0]}-avx2", .. peers[1..]] : peers;
    }
}
