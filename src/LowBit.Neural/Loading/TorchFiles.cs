using System.Runtime.InteropServices;

namespace LowBit.Neural;

/// <summary>The files of libtorch and of TorchSharp's bridge to it, on Linux.</summary>
/// <param name="Torch">Folder of libtorch.</param>
/// <param name="Bridge">Path of the bridge.</param>
sealed record TorchFiles(string Torch, string Bridge)
{
    /// <summary>What to do where a file is missing.</summary>
    public const string Remedy =
        "Reference the package libtorch-cpu-linux-x64 2.10.0 (or another libtorch 2.10 of TorchSharp 0.107) in the program's project.";

    /// <summary>What the files ask of the system, with the cure of <see cref="TorchBridge"/>.</summary>
    public const string Needs = "glibc 2.34 and the libstdc++ of GCC 12 (GLIBCXX_3.4.30) or newer";

    const string BridgeName = "libLibTorchSharp.so";

    // In the order in which they need each other: the loader finds the earlier ones by name.
    static readonly string[] TorchNames = ["libc10.so", "libtorch_cpu.so", "libtorch.so"];

    /// <summary>The first folder with all of libtorch, and the first with the bridge.</summary>
    /// <exception cref="NativeLibraryException">No folder has them.</exception>
    public static TorchFiles Find(IReadOnlyList<string> folders) => new(
        FolderOf(folders, "libtorch", TorchNames), Path.Combine(FolderOf(folders, "TorchSharp's bridge", BridgeName), BridgeName));

    /// <summary>Loads them all, so that who asks for them by name from now on gets these.</summary>
    /// <param name="caches">Where a copy of the bridge may be kept that fits an older libstdc++.</param>
    /// <exception cref="NativeLibraryException">One cannot be loaded.</exception>
    public void Load(IReadOnlyList<string> caches)
    {
        try
        {
            foreach (string name in TorchNames)
            {
                NativeLibrary.Load(Path.Combine(Torch, name));
            }
            TorchBridge.Load(Bridge, caches);
        }
        catch (Exception e) when (e is DllNotFoundException or BadImageFormatException or IOException or UnauthorizedAccessException)
        {
            throw new NativeLibraryException(
                $"libtorch could not be loaded: {e.Message.Split('\n')[0]} It needs {Needs} and whole files. "
                + $"Found: {Torch}, {Bridge}. Use a newer system, or restore the packages again.", e);
        }
    }

    static string FolderOf(IReadOnlyList<string> folders, string what, params string[] names) =>
        folders.FirstOrDefault(folder => names.All(name => File.Exists(Path.Combine(folder, name))))
        ?? throw new NativeLibraryException(
            $"{what} was not found: no folder of these has {string.Join(", ", names)}: {string.Join(", ", folders)}. {Remedy}");
}
