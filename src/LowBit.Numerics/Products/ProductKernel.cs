using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace LowBit.Numerics;

/// <summary>
/// An implementation of products. All give the same sums. In AVX-VNNI's, the left operand is unsigned: it carries 128
/// more than it should, and the start of each sum takes that off again.
/// </summary>
/// <param name="Name">What measurements call it.</param>
/// <param name="Path">The path that it belongs to.</param>
/// <param name="IsSupported">Whether this process runs it.</param>
/// <param name="Bytes">The tile for 8-bit terms; null for plain loops.</param>
/// <param name="Shorts">The tile for 16-bit terms; null for plain loops.</param>
sealed record ProductKernel(string Name, KernelPath Path, bool IsSupported, ProductTile? Bytes, ProductTile? Shorts)
{
    static readonly OperandPacker Pairs = OperandPacker<short, ShortPairs>.Instance;
    static readonly OperandPacker Widened = OperandPacker<sbyte, WidenedPairs>.Instance;
    static readonly OperandPacker Quads = OperandPacker<sbyte, ByteQuads>.Instance;
    static readonly OperandPacker Offset = OperandPacker<sbyte, OffsetQuads>.Instance;

    /// <summary>Fastest first within a path: 32 terms of 8 bits an instruction where there is AVX-VNNI, else 16 of 16.</summary>
    internal static ProductKernel[] All { get; } =
    [
        new("avx512-vnni", KernelPath.Avx512, AvxVnni.IsSupported && Isa.Supports(KernelPath.Avx512), Vnni<QuadDotVnni>(), Wide<PairDotAvx512>(Pairs)),
        new("avx512", KernelPath.Avx512, Isa.Supports(KernelPath.Avx512), Wide<PairDotAvx512>(Widened), Wide<PairDotAvx512>(Pairs)),
        new("avx2-vnni", KernelPath.Avx2, AvxVnni.IsSupported, Vnni<QuadDotVnni>(), Tile<PairDotVnni>(Pairs)),
        new("avx2", KernelPath.Avx2, Isa.Supports(KernelPath.Avx2), Tile<PairDotAvx2>(Widened), Tile<PairDotAvx2>(Pairs)),
        new("vector", KernelPath.Vector, true, Tile<PairDot>(Widened), Tile<PairDot>(Pairs)),
        new("scalar", KernelPath.Scalar, true, null, null),
    ];

    /// <summary>The same tiles around plain arithmetic: what this machine lacks is one instruction, the rest is tested.</summary>
    internal static ProductKernel[] Emulated { get; } =
    [
        new("emulated-vnni", KernelPath.Vector, true, Vnni<QuadDot>(), Tile<PairDot>(Pairs)),
        new("emulated-avx512", KernelPath.Vector, true, Wide<WidePairDot>(Widened), Wide<WidePairDot>(Pairs)),
    ];

    /// <summary>The fastest of a path.</summary>
    /// <exception cref="ArgumentException">This process does not run the path.</exception>
    internal static ProductKernel Of(KernelPath path)
    {
        foreach (var kernel in All)
        {
            if (kernel.Path == path && kernel.IsSupported)
            {
                return kernel;
            }
        }
        throw new ArgumentException(
            $"path is {path}; this machine runs {string.Join(", ", Isa.Supported)}. Use Isa.Best.", nameof(path));
    }

    static ProductTile256<TDot> Tile<TDot>(OperandPacker packer)
        where TDot : struct, IWordDot<Vector256<int>> => new(packer, packer);

    static ProductTile512<TDot> Wide<TDot>(OperandPacker packer)
        where TDot : struct, IWordDot<Vector512<int>> => new(packer, packer);

    static ProductTile256<TDot> Vnni<TDot>()
        where TDot : struct, IWordDot<Vector256<int>> => new(Offset, Quads);
}
