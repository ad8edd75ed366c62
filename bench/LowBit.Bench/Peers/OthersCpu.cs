using System.Diagnostics;
using System.Globalization;

namespace LowBit.Bench;

/// <summary>
/// How much of the machine other processes take while we measure. Threads that spin at barriers, as OpenMP's do, lose
/// several times what a competitor takes, so a disturbed run says nothing about either engine.
/// </summary>
sealed class OthersCpu
{
    const double TicksPerSecond = 100; // USER_HZ of /proc/stat on every Linux that .NET runs on

    readonly double _others = Others();
    readonly Stopwatch _watch = Stopwatch.StartNew();

    /// <summary>Cores that others, the hypervisor included, kept busy on average since this object was made.</summary>
    public double Cores => Math.Max(0, Others() - _others) / _watch.Elapsed.TotalSeconds;

    /// <summary>Waits until others leave the machine alone for a second, or patience ends.</summary>
    /// <param name="limit">Cores that others may use.</param>
    /// <param name="patience">Seconds to wait at most.</param>
    public static void AwaitQuiet(double limit, int patience)
    {
        var cores = double.MaxValue;
        for (var second = 0; second < patience && cores > limit; second++)
        {
            var others = new OthersCpu();
            Thread.Sleep(1000);
            cores = others.Cores;
        }
    }

    static double Others()
    {
        // cpu user nice system idle iowait irq softirq steal …, in ticks
        var ticks = File.ReadLines("/proc/stat").First().Split(' ', StringSplitOptions.RemoveEmptyEntries)[1..9]
            .Select(text => double.Parse(text, CultureInfo.InvariantCulture)).ToArray();
        return (ticks.Sum() - ticks[3] - ticks[4]) / TicksPerSecond - Environment.CpuUsage.TotalTime.TotalSeconds;
    }
}
