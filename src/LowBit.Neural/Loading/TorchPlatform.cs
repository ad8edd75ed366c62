using System.Runtime.InteropServices;

namespace LowBit.Neural;

/// <summary>The machines that there is a libtorch of TorchSharp for, by runtime identifier.</summary>
static class TorchPlatform
{
    /// <summary>Those with a package libtorch-cpu-*; LowBit is run and tested on linux-x64 alone.</summary>
    static readonly string[] Supported = ["linux-x64", "win-x64", "win-arm64", "osx-arm64"];

    /// <summary>This machine's system, C library where it is not glibc, and processor.</summary>
    public static string Current { get; } = Name(RuntimeInformation.RuntimeIdentifier);

    /// <summary>Fails on a machine without libtorch.</summary>
    public static void Require(string platform)
    {
        if (!Supported.Contains(platform))
        {
            throw new NativeLibraryException(
                $"There is no libtorch for {platform}; TorchSharp has one for {string.Join(", ", Supported)}. Use one of these machines.");
        }
    }

    // An identifier may name the distribution, as in debian.12-x64; only musl's differ in what they can load.
    static string Name(string identifier)
    {
        string system = OperatingSystem.IsWindows() ? "win" : OperatingSystem.IsMacOS() ? "osx"
            : !OperatingSystem.IsLinux() ? identifier.Split('-')[0]
            : identifier.Contains("musl", StringComparison.Ordinal) || identifier.StartsWith("alpine", StringComparison.Ordinal)
            ? "linux-musl" : "linux";
        return $"{system}-{RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant()}";
    }
}
