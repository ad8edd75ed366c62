using System.Runtime.ExceptionServices;

namespace LowBit.Boosting;

/// <summary>
/// A fixed team of threads that runs one piece of work at a time; the caller is worker 0. Workers spin for a short while
/// before they park, since training has thousands of short pieces a second. Nothing allocates while it runs.
/// </summary>
sealed class WorkerTeam : IDisposable
{
    const int SpinsBeforePark = 2_000;

    readonly Thread[] _threads;
    readonly object _gate = new();
    readonly Action<int> _rangeLoop;
    Action<int> _work = static _ => { };
    Action<int, int> _range = static (_, _) => { };
    int _rangeCount, _rangeGrain, _nextRange;
    ExceptionDispatchInfo? _failure;
    volatile int _epoch;
    int _parked, _busy;
    volatile bool _stopped;

    /// <param name="threadCount">Workers, the caller included; 0: one a core.</param>
    public WorkerTeam(int threadCount)
    {
        ThreadCount = threadCount > 0 ? threadCount : Environment.ProcessorCount;
        _rangeLoop = RunRanges;
        _threads = new Thread[ThreadCount - 1];
        for (int i = 0; i < _threads.Length; i++)
        {
            int worker = i + 1;
            _threads[i] = new Thread(() => Serve(worker)) { IsBackground = true, Name = $"LowBit worker {worker}" };
            _threads[i].Start();
        }
    }

    public int ThreadCount { get; }

    /// <summary>Calls work(0) … work(ThreadCount − 1) at the same time and returns when all have ended.</summary>
    public void Run(Action<int> work)
    {
        if (_threads.Length == 0)
        {
            work(0);
            return;
        }
        _work = work;
        Volatile.Write(ref _busy, _threads.Length);
        Interlocked.Increment(ref _epoch);
        if (Volatile.Read(ref _parked) > 0)
        {
            lock (_gate)
            {
                Monitor.PulseAll(_gate);
            }
        }
        Invoke(work, 0);
        var spin = new SpinWait();
        while (Volatile.Read(ref _busy) > 0)
        {
            spin.SpinOnce(sleep1Threshold: -1);
        }
        Rethrow();
    }

    /// <summary>Calls body(begin, end) for ranges that cover 0 … count − 1, handed out as threads become free.</summary>
    /// <param name="count">Elements.</param>
    /// <param name="grain">Elements a range has at most.</param>
    /// <param name="body">The work on one range; must not call the team.</param>
    public void ForRanges(int count, int grain, Action<int, int> body)
    {
        if (count <= grain || _threads.Length == 0)
        {
            for (int begin = 0; begin < count; begin += grain)
            {
                body(begin, Math.Min(count, begin + grain));
            }
            return;
        }
        (_range, _rangeCount, _rangeGrain, _nextRange) = (body, count, grain, 0);
        Run(_rangeLoop);
        _range = static (_, _) => { };
    }

    public void Dispose()
    {
        _stopped = true;
        Interlocked.Increment(ref _epoch);
        lock (_gate)
        {
            Monitor.PulseAll(_gate);
        }
        foreach (var thread in _threads)
        {
            thread.Join();
        }
    }

    void RunRanges(int worker)
    {
        int ranges = (int)(((long)_rangeCount + _rangeGrain - 1) / _rangeGrain);
        for (int range; (range = Interlocked.Increment(ref _nextRange) - 1) < ranges;)
        {
            int begin = range * _rangeGrain;
            _range(begin, Math.Min(_rangeCount, begin + _rangeGrain));
        }
    }

    void Serve(int worker)
    {
        int seen = 0;
        while (true)
        {
            AwaitEpochAfter(seen);
            seen = _epoch;
            if (_stopped)
            {
                return;
            }
            Invoke(_work, worker);
            Interlocked.Decrement(ref _busy);
        }
    }

    void AwaitEpochAfter(int seen)
    {
        for (int spins = 0; spins < SpinsBeforePark; spins++)
        {
            if (_epoch != seen)
            {
                return;
            }
            Thread.SpinWait(20);
        }
        lock (_gate)
        {
            Interlocked.Increment(ref _parked);
            while (_epoch == seen)
            {
                Monitor.Wait(_gate);
            }
            Interlocked.Decrement(ref _parked);
        }
    }

    void Invoke(Action<int> work, int worker)
    {
        try
        {
            work(worker);
        }
        catch (Exception failure)
        {
            Interlocked.CompareExchange(ref _failure, ExceptionDispatchInfo.Capture(failure), null);
        }
    }

    void Rethrow()
    {
        var failure = Interlocked.Exchange(ref _failure, null);
        failure?.Throw();
    }
}
