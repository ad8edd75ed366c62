namespace LowBit.Bench;

/// <summary>The largest resident set of this process, from Linux's own books (VmHWM).</summary>
static class PeakMemory
{
    /// <summary>Gives garbage back and starts the count again at the present size.</summary>
    public static void Restart()
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        File.WriteAllText("/proc/self/clear_refs", "5");
    }

    public static long Bytes
    {
        get
        {
            var line = File.ReadLines("/proc/self/status").First(l => l.StartsWith("VmHWM:", StringComparison.Ordinal));
            return 1024 * long.Parse(line.AsSpan(6, line.Length - 9));
        }
    }
}
