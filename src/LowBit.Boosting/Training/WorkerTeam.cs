using System.Diagnostics;
using System.Runtime.ExceptionServices;

namespace LowBit.Boosting;

/// <summary>
/// A fixed team of threads for one piece of work at a time; the caller is worker 0. Work is handed out in ranges, and a
/// worker that the system has not woken in time is not waited for: on a busy machine the others do its part. Workers spin
/// for a short while before they park, since training has thousands of short pieces a second. Nothing allocates.
/// A worker begins with the ranges of a share of its own, the same in every piece of as many elements, and helps the others
/// when it is done: what it wrote in one piece is still in its cache when it reads it in the next.
/// </summary>
sealed class WorkerTeam : IDisposable
{
    // state: number of the piece of work, a bit that closes it, and the workers that are in it
    const long Closed = 1L << 31, Active = Closed - 1;
    const int PieceShift = 32;

    /// <summary>From one worker's next range to another's: two cache lines, which some processors fetch together.</summary>
    const int NextStride = 32;

    static readonly long SpinTicks = Stopwatch.Frequency / 20_000; // 50 µs

    readonly Thread[] _threads;
    readonly object _gate = new();
    Action<int, int, int>? _byWorker;
    Action<int, int>? _byRange;
    Action<int>? _byIndex;
    readonly int[] _next;
    int _count, _grain, _ranges;
    long _state = Closed;
    int _parked;
    bool _callerParked;
    volatile bool _stopped;
    ExceptionDispatchInfo? _failure;

    /// <param name="threadCount">Workers, the caller included; 0: one a core.</param>
    public WorkerTeam(int threadCount)
    {
        ThreadCount = threadCount > 0 ? threadCount : Environment.ProcessorCount;
        _next = new int[(ThreadCount + 1) * NextStride];
        _threads = new Thread[ThreadCount - 1];
        for (int i = 0; i < _threads.Length; i++)
        {
            int worker = i + 1;
            _threads[i] = new Thread(() => Serve(worker)) { IsBackground = true, Name = $"LowBit worker {worker}" };
            _threads[i].Start();
        }
    }

    public int ThreadCount { get; }

    /// <summary>Where to note how long the caller waits, or null.</summary>
    public TrainingProfile? Profile { get; set; }

    /// <summary>Calls body(begin, end) for ranges that cover 0 … count − 1.</summary>
    /// <param name="count">Elements.</param>
    /// <param name="grain">Elements a range has; the last may have fewer.</param>
    /// <param name="body">The work on one range; must not call the team.</param>
    public void ForRanges(int count, int grain, Action<int, int> body)
    {
        _byRange = body;
        Run(count, grain);
        _byRange = null;
    }

    /// <summary>Calls body(worker, begin, end) for ranges that cover 0 … count − 1; a worker has one range at a time.</summary>
    /// <inheritdoc cref="ForRanges(int, int, Action{int, int})"/>
    public void ForRanges(int count, int grain, Action<int, int, int> body)
    {
        _byWorker = body;
        Run(count, grain);
        _byWorker = null;
    }

    /// <summary>Calls work(0) … work(ThreadCount − 1), each once; one thread may do several.</summary>
    public void Run(Action<int> work)
    {
        _byIndex = work;
        Run(ThreadCount, 1);
        _byIndex = null;
    }

    public void Dispose()
    {
        _stopped = true;
        lock (_gate)
        {
            Monitor.PulseAll(_gate);
        }
        foreach (var thread in _threads)
        {
            thread.Join();
        }
    }

    void Run(int count, int grain)
    {
        (_count, _grain, _ranges) = (count, grain, (int)(((long)count + grain - 1) / grain));
        for (int worker = 0; worker < ThreadCount; worker++)
        {
            NextOf(worker) = FirstOf(worker);
        }
        bool isShared = _threads.Length > 0 && count > grain;
        if (isShared)
        {
            Open();
        }
        Work(0);
        if (isShared)
        {
            Close();
        }
        Interlocked.Exchange(ref _failure, null)?.Throw();
    }

    void Open()
    {
        long piece = (Volatile.Read(ref _state) >> PieceShift) + 1;
        Interlocked.Exchange(ref _state, piece << PieceShift);
        if (Volatile.Read(ref _parked) > 0)
        {
            lock (_gate)
            {
                Monitor.PulseAll(_gate);
            }
        }
    }

    void Close()
    {
        Interlocked.Or(ref _state, Closed);
        var phase = Profile?.Enter(TrainingPhase.Waiting);
        AwaitOthers();
        Profile?.Enter(phase!.Value);
    }

    void AwaitOthers()
    {
        if (Spin(isCaller: true, 0))
        {
            return;
        }
        lock (_gate)
        {
            Volatile.Write(ref _callerParked, true);
            while ((Interlocked.Read(ref _state) & Active) != 0)
            {
                Monitor.Wait(_gate);
            }
            Volatile.Write(ref _callerParked, false);
        }
    }

    /// <summary>The next range of a worker's share.</summary>
    ref int NextOf(int worker) => ref _next[(worker + 1) * NextStride];

    /// <summary>The first range of a worker's share.</summary>
    int FirstOf(int worker) => (int)((long)_ranges * worker / ThreadCount);

    void Work(int worker)
    {
        try
        {
            for (int owner = worker; owner < worker + ThreadCount; owner++)
            {
                WorkOn(owner % ThreadCount, worker);
            }
        }
        catch (Exception failure)
        {
            Interlocked.CompareExchange(ref _failure, ExceptionDispatchInfo.Capture(failure), null);
        }
    }

    /// <summary>What is left of a share.</summary>
    void WorkOn(int owner, int worker)
    {
        ref int next = ref NextOf(owner);
        for (int end = FirstOf(owner + 1), range; (range = Interlocked.Increment(ref next) - 1) < end;)
        {
            int first = range * _grain, last = (int)Math.Min(_count, (long)first + _grain);
            _byIndex?.Invoke(first);
            _byRange?.Invoke(first, last);
            _byWorker?.Invoke(worker, first, last);
        }
    }

    void Serve(int worker)
    {
        long seen = 0;
        while (!_stopped)
        {
            long state = Volatile.Read(ref _state);
            if (state >> PieceShift == seen || (state & Closed) != 0)
            {
                Await();
            }
            else if (Interlocked.CompareExchange(ref _state, state + 1, state) == state)
            {
                seen = state >> PieceShift;
                Work(worker);
                Leave();
            }
        }

        void Await()
        {
            if (Spin(isCaller: false, seen))
            {
                return;
            }
            lock (_gate)
            {
                Interlocked.Increment(ref _parked);
                while (!IsOpenAfter(seen) && !_stopped)
                {
                    Monitor.Wait(_gate);
                }
                Interlocked.Decrement(ref _parked);
            }
        }
    }

    bool IsOpenAfter(long piece)
    {
        long state = Volatile.Read(ref _state);
        return state >> PieceShift != piece && (state & Closed) == 0;
    }

    void Leave()
    {
        if ((Interlocked.Decrement(ref _state) & Active) == 0 && Volatile.Read(ref _callerParked))
        {
            lock (_gate)
            {
                Monitor.PulseAll(_gate);
            }
        }
    }

    /// <summary>Looks again and again for a short while.</summary>
    /// <param name="isCaller">For the end of the work at hand; else for the next piece.</param>
    /// <param name="piece">The last piece seen.</param>
    bool Spin(bool isCaller, long piece)
    {
        long start = Stopwatch.GetTimestamp();
        do
        {
            for (int i = 0; i < 32; i++)
            {
                if (isCaller ? (Volatile.Read(ref _state) & Active) == 0 : IsOpenAfter(piece) || _stopped)
                {
                    return true;
                }
                Thread.SpinWait(2);
            }
        }
        while (Stopwatch.GetTimestamp() - start < SpinTicks);
        return false;
    }
}
