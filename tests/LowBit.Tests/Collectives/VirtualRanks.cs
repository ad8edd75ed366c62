using System.Runtime.ExceptionServices;
using LowBit.Collectives;

namespace LowBit.Tests;

/// <summary>
/// Ranks of one process, a thread each: the seam for MPI. What a rank gets depends on what the ranks gave and on their
/// order, never on timing. A rank that throws, or returns while others still wait for it, makes their calls throw too.
/// </summary>
sealed class VirtualRanks
{
    readonly object _gate = new();
    readonly int _size;
    object[] _given, _gathered = [];
    int _arrived, _meeting;
    bool _isBroken;

    VirtualRanks(int size) => (_size, _given) = (size, new object[size]);

    /// <summary>What <paramref name="body"/> returns on each rank; the exception of the first rank that failed by itself.</summary>
    public static T[] Run<T>(int size, Func<ICollective, T> body)
    {
        var ranks = new VirtualRanks(size);
        var results = new T[size];
        var failures = new Exception?[size];
        Thread[] threads = [.. Enumerable.Range(0, size).Select(rank => new Thread(() =>
        {
            try
            {
                results[rank] = body(new Member(ranks, rank));
            }
            catch (Exception failure)
            {
                failures[rank] = failure;
            }
            ranks.Leave();
        }))];
        Array.ForEach(threads, thread => thread.Start());
        Array.ForEach(threads, thread => thread.Join());
        var cause = failures.FirstOrDefault(failure => failure is not null and not RankLeftException)
            ?? failures.FirstOrDefault(failure => failure is not null);
        if (cause is not null)
        {
            ExceptionDispatchInfo.Throw(cause);
        }
        return results;
    }

    /// <summary>What all ranks gave, by rank.</summary>
    object[] Meet(int rank, object given)
    {
        lock (_gate)
        {
            _given[rank] = given;
            int meeting = _meeting;
            if (++_arrived == _size)
            {
                (_gathered, _given, _arrived) = (_given, new object[_size], 0);
                _meeting++;
                Monitor.PulseAll(_gate);
            }
            while (meeting == _meeting)
            {
                if (_isBroken)
                {
                    throw new RankLeftException();
                }
                Monitor.Wait(_gate);
            }
            return _gathered;
        }
    }

    void Leave()
    {
        lock (_gate)
        {
            _isBroken = true;
            Monitor.PulseAll(_gate);
        }
    }

    sealed class Member(VirtualRanks ranks, int rank) : ICollective
    {
        public int Rank => rank;

        public int Size => ranks._size;

        public void AllReduceSum(Span<long> values) => Reduce(new Sum(values.ToArray()), values, (a, b) => a + b, sum => sum.Values);

        public void AllReduceMax(Span<double> values) =>
            Reduce(new Maximum(values.ToArray()), values, Math.Max, maximum => maximum.Values);

        public T[] AllGather<T>(ReadOnlySpan<T> values) where T : unmanaged =>
            [.. ranks.Meet(rank, new Gather<T>(values.ToArray())).Cast<Gather<T>>().SelectMany(gather => gather.Values)];

        void Reduce<TGiven, T>(TGiven own, Span<T> values, Func<T, T, T> join, Func<TGiven, T[]> valuesOf) where TGiven : notnull
        {
            T[][] all = [.. ranks.Meet(rank, own).Cast<TGiven>().Select(valuesOf)];
            if (all.Any(given => given.Length != all[0].Length))
            {
                throw new InvalidOperationException("The ranks reduce arrays of different lengths.");
            }
            for (int i = 0; i < values.Length; i++)
            {
                values[i] = all.Select(given => given[i]).Aggregate(join);
            }
        }
    }

    sealed record Sum(long[] Values);

    sealed record Maximum(double[] Values);

    sealed record Gather<T>(T[] Values);
}

/// <summary>A rank waits for another that has returned or thrown.</summary>
sealed class RankLeftException() : Exception("A rank has left while another waits for it.");
