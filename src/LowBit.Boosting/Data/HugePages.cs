using System.Runtime.InteropServices;

namespace LowBit.Boosting;

/// <summary>
/// Asks Linux for pages of 2 MiB. The rows of a small leaf lie scattered over a table of tens of megabytes, so that with pages of
/// 4 KiB nearly every row costs a walk through the page tables. A hint: where it is not taken nothing else changes.
/// </summary>
static unsafe partial class HugePages
{
    /// <summary>Size and alignment.</summary>
    public const int Bytes = 2 << 20;

    const int Huge = 14; // MADV_HUGEPAGE

    static volatile bool _isMissing = !OperatingSystem.IsLinux();

    /// <summary>Asks for large pages where a whole one fits; memory outside these is left as it is.</summary>
    /// <param name="start">First byte, a multiple of <see cref="Bytes"/>.</param>
    /// <param name="length">Bytes.</param>
    public static void Advise(void* start, nuint length)
    {
        if (_isMissing)
        {
            return;
        }
        try
        {
            _ = MAdvise(start, length, Huge); // an error means pages of the usual size
        }
        catch (Exception missing) when (missing is DllNotFoundException or EntryPointNotFoundException)
        {
            _isMissing = true;
        }
    }

    [LibraryImport("libc", EntryPoint = "madvise")]
    private static partial int MAdvise(void* start, nuint length, int advice);
}
