using LowBit.Neural;
using TorchSharp;

namespace LowBit.Interop.Tests;

/// <summary>First call of every test that needs libtorch.</summary>
static class TorchPeer
{
    static readonly string Folder = AppContext.GetData(NativeFolders.Option) as string ?? "";

    // Only what makes libtorch impossible here: where it is there and does not load, tests fail.
    static string? Absence { get; } =
        TorchPlatform.Current != "linux-x64" ? $"the libtorch that is restored is for linux-x64, not {TorchPlatform.Current}"
        : !Directory.Exists(Folder) ? $"the package libtorch-cpu-linux-x64 is not restored: no folder {Folder}"
        : null;

    /// <summary>Skips the running test, with the reason, where there is no libtorch.</summary>
    public static void SkipIfAbsent() => Assert.SkipWhen(Absence is not null, Absence ?? "");

    /// <summary>Loads libtorch. One thread: two that spin for a core that another process has take seconds.</summary>
    public static void LoadOrSkip()
    {
        SkipIfAbsent();
        TorchLibrary.Load();
        torch.set_num_threads(1);
    }
}
