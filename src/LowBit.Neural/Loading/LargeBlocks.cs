using System.Runtime.InteropServices;

namespace LowBit.Neural;

/// <summary>Large blocks of memory go back to the system as soon as they are freed, and come in huge pages.</summary>
/// <remarks>
/// libtorch asks glibc for aligned blocks. glibc takes large ones from its heap once it has seen such a block freed, and before
/// 2.38 leaves gaps there when they are aligned (sourceware bug 14581): the memory of an ordinary training loop grows without
/// end although nothing leaks. A threshold that is set stays as it is, and large blocks are mapped and unmapped each for itself. So
/// their pages are made anew each time, which takes longer than to fill them; of 2 MB there are 512 times fewer than of 4 KB.
/// </remarks>
static partial class LargeBlocks
{
    const int MmapThreshold = -3, Bytes = 1 << 20;

    /// <summary>What libtorch looks at when it first allocates; whoever has set it is not overruled.</summary>
    internal const string HugePages = "THP_MEM_ALLOC_ENABLE";

    /// <summary>Does nothing where the C library is not glibc.</summary>
    public static void Prepare()
    {
        if (NativeLibrary.TryLoad("libc.so.6", out nint library) && NativeLibrary.TryGetExport(library, "mallopt", out _))
        {
            _ = SetOption(MmapThreshold, Bytes);
            _ = SetVariable(HugePages, "1", overwrites: 0); // .NET's own variables are not the C library's
        }
    }

    [LibraryImport("libc.so.6", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetVariable(string name, string value, int overwrites);

    [LibraryImport("libc.so.6", EntryPoint = "mallopt")]
    private static partial int SetOption(int option, int value);
}
