using System.Reflection;
using System.Runtime.InteropServices;
using TorchSharp;

namespace LowBit.Studies;

/// <summary>What a study ran on.</summary>
static class Machine
{
    public static string Text => string.Join("; ",
        $"{Processor}, {Environment.ProcessorCount} cores, {RuntimeInformation.OSDescription}",
        $".NET {Environment.Version}", $"TorchSharp {Version(typeof(torch))}", $"LowBit {Version(typeof(Machine))}");

    static string Processor => File.Exists("/proc/cpuinfo")
        && File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal)) is { } line
        ? line[(line.IndexOf(':') + 1)..].Trim() : $"{RuntimeInformation.ProcessArchitecture}";

    static string Version(Type type) =>
        type.Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "";
}
