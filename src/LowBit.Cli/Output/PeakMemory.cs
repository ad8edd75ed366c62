using System.Diagnostics;

namespace LowBit.Cli;

/// <summary>The most memory that this process has held so far.</summary>
static class PeakMemory
{
    public static long Bytes
    {
        get
        {
            using var process = Process.GetCurrentProcess();
            return process.PeakWorkingSet64;
        }
    }
}
