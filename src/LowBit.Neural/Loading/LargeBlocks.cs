using System.Runtime.InteropServices;

namespace LowBit.Neural;

/// <summary>Large blocks of memory go back to the system as soon as they are freed.</summary>
/// <remarks>
/// libtorch asks glibc for aligned blocks. glibc takes large ones from its heap once it has seen such a block freed, and before
/// 2.38 leaves gaps there when they are aligned (sourceware bug 14581): the memory of an ordinary training loop grows without
/// end although nothing leaks. A threshold that is set stays as it is, and large blocks are mapped and unmapped each for itself.
/// </remarks>
static partial class LargeBlocks
{
    const int MmapThreshold = -3, Bytes = 1 << 20;

    /// <summary>Does nothing where the C library is not glibc.</summary>
    public static void ReturnWhenFreed()
    {
        if (NativeLibrary.TryLoad("libc.so.6", out nint library) && NativeLibrary.TryGetExport(library, "mallopt", out _))
        {
            _ = SetOption(MmapThreshold, Bytes);
        }
    }

    [LibraryImport("libc.so.6", EntryPoint = "mallopt")]
    private static partial int SetOption(int option, int value);
}
