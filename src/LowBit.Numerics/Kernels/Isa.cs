using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace LowBit.Numerics;

/// <summary>What this process can run.</summary>
public static class Isa
{
    /// <summary>The environment variable that forces a path: scalar, vector, avx2 or avx512.</summary>
    public const string Variable = "LOWBIT_KERNEL";

    static readonly Lazy<KernelPath> Chosen = new(() => Choose(Environment.GetEnvironmentVariable(Variable)));

    /// <summary>
    /// The fastest path that runs here, or the one that <see cref="Variable"/> names, read once.
    /// </summary>
    /// <exception cref="InvalidOperationException">The variable names an unknown or an unsupported path.</exception>
    public static KernelPath Best => Chosen.Value;

    /// <summary>Whether this process can run a path.</summary>
    public static bool Supports(KernelPath path) => path switch
    {
        KernelPath.Scalar or KernelPath.Vector => true,
        KernelPath.Avx2 => Avx2.IsSupported,
        KernelPath.Avx512 => Vector512.IsHardwareAccelerated && Avx512F.IsSupported && Avx512BW.IsSupported
            && Avx512DQ.IsSupported && Avx512Vbmi2.IsSupported,
        _ => false,
    };

    internal static IEnumerable<KernelPath> Supported => Enum.GetValues<KernelPath>().Where(Supports);

    internal static KernelPath Choose(string? name)
    {
        if (string.IsNullOrEmpty(name))
        {
            return Fastest;
        }
        var named = Supported.Where(path => path.ToString().Equals(name, StringComparison.OrdinalIgnoreCase));
        return named.Any() ? named.First() : throw new InvalidOperationException(
            $"{Variable} is '{name}'; this machine runs {string.Join(", ", Supported).ToLowerInvariant()}. "
            + "Name one of them, or unset the variable.");
    }

    // Software vectors are slower than plain code, so they are never the answer.
    static KernelPath Fastest =>
        Supports(KernelPath.Avx512) ? KernelPath.Avx512
        : Supports(KernelPath.Avx2) ? KernelPath.Avx2
        : Vector128.IsHardwareAccelerated ? KernelPath.Vector
        : KernelPath.Scalar;
}
