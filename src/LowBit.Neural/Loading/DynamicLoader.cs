using System.Runtime.InteropServices;

namespace LowBit.Neural;

/// <summary>The system's loader, asked to find every symbol at once.</summary>
static partial class DynamicLoader
{
    const int Now = 2;

    /// <summary>
    /// Loads a library for the life of the process. The runtime's own way looks for a function when it is first called, and ends
    /// the process where there is none; here that is an error of the load.
    /// </summary>
    /// <exception cref="DllNotFoundException">It cannot be loaded; the message is the loader's.</exception>
    public static void Load(string path)
    {
        if (Open(path, Now) == 0)
        {
            throw new DllNotFoundException(Marshal.PtrToStringUTF8(Error()) ?? path);
        }
    }

    // Since glibc 2.34 these are in libc itself; libdl, then empty, still leads to them.
    [LibraryImport("libdl.so.2", EntryPoint = "dlopen", StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint Open(string path, int mode);

    [LibraryImport("libdl.so.2", EntryPoint = "dlerror")]
    private static partial nint Error();
}
