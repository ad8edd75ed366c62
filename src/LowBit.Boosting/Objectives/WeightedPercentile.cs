using LowBit.Collectives;
using LowBit.Numerics;

namespace LowBit.Boosting;

/// <summary>
/// Weighted percentiles of values that are spread over ranks and groups: the smallest value v with
/// weight(values ≤ v) ≥ fraction · weight(all), and where these are equal the middle between v and the next larger value.
/// Weights are rounded to integers, so nothing depends on the order of rows, threads or ranks. The largest gets 52 bits, or
/// as many as leave room for the sum over all rows (38 for ten million); rows that round to 0 do not count. A group without
/// weight gets 0. Not thread-safe.
/// </summary>
/// <remarks>
/// Eight counting passes over the ordered bits of the value, eight bits each, all groups at once. After the first pass
/// only the rows are looked at that can still be the answer.
/// </remarks>
sealed unsafe partial class WeightedPercentile
{
    const int DigitBits = 8, DigitCount = 1 << DigitBits, KeyBits = 64;
    const int MaxWeightBits = 52, SumBits = 62;
    const int MaxGroups = 1024; // at once; their counts take 2 MiB a thread

    readonly double _fraction;
    readonly long[]? _weights;
    readonly ICollective _ranks;
    readonly WorkerTeam? _team;
    readonly Worker[] _workers;
    readonly Action<int> _countDigits, _findNext;
    readonly Group[] _groups = new Group[MaxGroups];

    // What the passes look at; set for the time of one call.
    double* _values, _offsets;
    ushort* _groupOfRow;
    int _rowCount, _firstGroup, _groupCount, _pass;

    /// <param name="fraction">0 … 1, both excluded.</param>
    /// <param name="weights">Weights of this rank's rows, ≥ 0; empty: every row weighs 1.</param>
    /// <param name="ranks">The ranks of this run.</param>
    /// <param name="team">Threads that share the passes; null: the caller alone.</param>
    public WeightedPercentile(double fraction, ReadOnlySpan<double> weights, ICollective ranks, WorkerTeam? team = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(fraction, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(fraction, 1);
        (_fraction, _ranks, _team) = (fraction, ranks, team);
        _weights = Encode(weights, ranks);
        _workers = [.. Enumerable.Range(0, team?.ThreadCount ?? 1).Select(_ => new Worker())];
        (_countDigits, _findNext) = (CountDigits, FindNext);
    }

    /// <summary>The percentile of all values.</summary>
    /// <param name="values">Values of this rank's rows, finite.</param>
    public double Of(ReadOnlySpan<double> values)
    {
        Span<double> percentile = stackalloc double[1];
        OfGroups(values, [], [], percentile);
        return percentile[0];
    }

    /// <summary>The percentile of value − offset in each group.</summary>
    /// <param name="values">Values of this rank's rows, finite.</param>
    /// <param name="offsets">What is taken off each value, finite; empty: 0.</param>
    /// <param name="groups">Group of each row; rows of groups beyond the destination are left out. Empty: all in group 0.</param>
    /// <param name="destination">out: one percentile a group.</param>
    public void OfGroups(
        ReadOnlySpan<double> values, ReadOnlySpan<double> offsets, ReadOnlySpan<ushort> groups, Span<double> destination)
    {
        _rowCount = values.Length;
        fixed (double* value = values, offset = offsets)
        fixed (ushort* group = groups)
        {
            _values = value;
            _offsets = offset;
            _groupOfRow = group;
            for (_firstGroup = 0; _firstGroup < destination.Length; _firstGroup += MaxGroups)
            {
                _groupCount = Math.Min(MaxGroups, destination.Length - _firstGroup);
                FindGroups(destination.Slice(_firstGroup, _groupCount));
            }
        }
    }

    void FindGroups(Span<double> destination)
    {
        Array.Clear(_groups);
        for (_pass = 0; _pass < KeyBits / DigitBits; _pass++)
        {
            Run(_countDigits);
            var counts = SumOfCounts();
            for (int group = 0; group < _groupCount; group++)
            {
                _groups[group].Narrow(counts.Slice(group * DigitCount, DigitCount), _pass == 0 ? _fraction : 0);
            }
        }
        bool hasTie = false;
        for (int group = 0; group < _groupCount; group++)
        {
            destination[group] = _groups[group].Value;
            hasTie |= _groups[group].IsTie;
        }
        if (hasTie)
        {
            SplitTies(destination);
        }
    }

    Span<long> SumOfCounts()
    {
        var sum = _workers[0].Counts.AsSpan(0, _groupCount * DigitCount);
        foreach (var worker in _workers.AsSpan(1))
        {
            for (int i = 0; i < sum.Length; i++)
            {
                sum[i] += worker.Counts[i];
            }
        }
        _ranks.AllReduceSum(sum);
        return sum;
    }

    void SplitTies(Span<double> destination)
    {
        Run(_findNext);
        var next = _workers[0].NegatedNext.AsSpan(0, _groupCount);
        foreach (var worker in _workers.AsSpan(1))
        {
            for (int group = 0; group < next.Length; group++)
            {
                next[group] = Math.Max(next[group], worker.NegatedNext[group]);
            }
        }
        _ranks.AllReduceMax(next);
        for (int group = 0; group < next.Length; group++)
        {
            if (_groups[group].IsTie)
            {
                destination[group] = 0.5 * destination[group] - 0.5 * next[group];
            }
        }
    }

    void Run(Action<int> work)
    {
        if (_team is null)
        {
            work(0);
        }
        else
        {
            _team.Run(work);
        }
    }

    // Every rank asks for the largest weight: one without rows does not know whether the others have weights.
    static long[]? Encode(ReadOnlySpan<double> weights, ICollective ranks)
    {
        Span<double> largest = [0];
        foreach (double weight in weights)
        {
            largest[0] = Math.Max(largest[0], weight);
        }
        ranks.AllReduceMax(largest);
        Span<long> rowCount = [weights.Length];
        ranks.AllReduceSum(rowCount);
        double inverse = 1 / FixedPoint.ScaleFor(largest[0]), factor = (double)(1L << WeightBits(rowCount[0])) / FixedPoint.MaxCode;
        var codes = weights.IsEmpty ? null : new long[weights.Length];
        for (int row = 0; row < weights.Length; row++)
        {
            codes![row] = (long)Math.Round(weights[row] * inverse * factor, MidpointRounding.ToEven);
        }
        return codes;
    }

    /// <summary>Bits of the largest weight: the sum over all rows stays below 2⁶³.</summary>
    static int WeightBits(long rowCount) =>
        Math.Min(MaxWeightBits, SumBits - (64 - System.Numerics.BitOperations.LeadingZeroCount((ulong)rowCount)));
}
