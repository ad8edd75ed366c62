using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace LowBit.Neural;

/// <summary>
/// TorchSharp's bridge, libLibTorchSharp.so. That of 0.107 asks for GLIBCXX_3.4.32, of GCC 13; Debian 12 and Ubuntu 22.04 have
/// older versions of libstdc++ and refuse it. It asks for one symbol, _ZSt21ios_base_library_initv, which no code refers to:
/// a copy that marks the version as one that may be missing works.
/// </summary>
static class TorchBridge
{
    /// <summary>The version that an older libstdc++ lacks.</summary>
    public const string Version = "GLIBCXX_3.4.32";

    const string Provider = "libstdc++.so.6";

    /// <summary>Loads the bridge, or a copy where libstdc++ lacks the version, and only there.</summary>
    /// <param name="path">The bridge.</param>
    /// <param name="caches">Where the copy may be kept, first to last; none that works: for this process alone.</param>
    public static void Load(string path, IReadOnlyList<string> caches)
    {
        try
        {
            NativeLibrary.Load(path);
        }
        catch (DllNotFoundException e) when (e.Message.Contains(Version, StringComparison.Ordinal))
        {
            LoadCopy(path, caches);
        }
    }

    /// <summary>Name of the copy: another bridge has another copy.</summary>
    public static string CopyName(ReadOnlySpan<byte> original) =>
        $"libLibTorchSharp-{Convert.ToHexStringLower(SHA256.HashData(original))[..16]}.so";

    /// <summary>The bridge, changed in one bit.</summary>
    public static byte[] Copy(ReadOnlySpan<byte> original)
    {
        var copy = original.ToArray();
        new ElfImage(copy).MarkOptional(Provider, Version);
        return copy;
    }

    static void LoadCopy(string path, IReadOnlyList<string> caches)
    {
        var original = File.ReadAllBytes(path);
        var copy = Copy(original);
        string name = CopyName(original);
        if (!caches.Any(folder => TryLoad(folder, name, copy)))
        {
            LoadOnce(name, copy);
        }
    }

    // A folder may be read-only, full, or on a disk from which nothing may be run.
    static bool TryLoad(string folder, string name, byte[] copy)
    {
        try
        {
            DynamicLoader.Load(LibraryCache.Hold(folder, name, copy));
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or DllNotFoundException)
        {
            return false;
        }
    }

    // A library that is loaded needs its file no longer.
    static void LoadOnce(string name, byte[] copy)
    {
        var folder = Directory.CreateTempSubdirectory("lowbit-");
        try
        {
            DynamicLoader.Load(LibraryCache.Hold(folder.FullName, name, copy));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
