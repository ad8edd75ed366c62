using System.Runtime.ExceptionServices;

namespace LowBit.Boosting;

/// <summary>
/// Numbered tasks on several threads. Tasks start in ascending order, and none starts after a failure: so the lowest of
/// the tasks that would fail has run, and its failure is the one that is thrown, whatever the number of threads.
/// </summary>
sealed class TaskQueue
{
    readonly int _taskCount;
    readonly Lock _lock = new();
    int _next;
    int _failedTask = int.MaxValue;
    ExceptionDispatchInfo? _failure;

    TaskQueue(int taskCount) => _taskCount = taskCount;

    /// <param name="taskCount">Number of tasks.</param>
    /// <param name="threadCount">Most threads, at least 1; the caller's is one of them.</param>
    /// <param name="startThread">Makes what a thread needs, and returns what runs a task with it.</param>
    internal static void Run(int taskCount, int threadCount, Func<Action<int>> startThread)
    {
        var queue = new TaskQueue(taskCount);
        var others = new Thread[Math.Min(threadCount, Math.Max(taskCount, 1)) - 1];
        for (int i = 0; i < others.Length; i++)
        {
            others[i] = new Thread(() => queue.Work(startThread)) { IsBackground = true };
            others[i].Start();
        }
        queue.Work(startThread);
        Array.ForEach(others, thread => thread.Join());
        queue._failure?.Throw();
    }

    void Work(Func<Action<int>> startThread)
    {
        int task = -1; // a thread that cannot start fails before all tasks
        try
        {
            var run = startThread();
            while ((task = Take()) < _taskCount)
            {
                run(task);
            }
        }
        catch (Exception failure)
        {
            Fail(task, failure);
        }
    }

    int Take()
    {
        lock (_lock)
        {
            return _failure is null && _next < _taskCount ? _next++ : _taskCount;
        }
    }

    void Fail(int task, Exception failure)
    {
        lock (_lock)
        {
            if (task < _failedTask)
            {
                _failedTask = task;
                _failure = ExceptionDispatchInfo.Capture(failure);
            }
        }
    }
}
