using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using LowBit.Numerics;
using static TorchSharp.torch;

namespace LowBit.Neural;

/// <summary>Sums of products of int8 levels in int32: exact, so whoever computes them.</summary>
abstract class Int8Sums
{
    const int StructuredFeatures = 7, VnniBit = 11;

    // libtorch's is the fastest with 512-bit dot products of bytes; without them it was slower than ours.
    public static Int8Sums Best { get; } = HasWideDotProducts ? new LibtorchSums() : new OwnSums();

    static bool HasWideDotProducts =>
        X86Base.IsSupported && ((X86Base.CpuId(StructuredFeatures, 0).Ecx >> VnniBit) & 1) != 0 && Isa.Supports(KernelPath.Avx512);

    /// <param name="left">[n × k] levels.</param>
    /// <param name="right">[m × k] levels, k ≤ <see cref="IntegerProduct.MaxTerms"/>.</param>
    /// <param name="sums">out: [n × m] int32.</param>
    public abstract void Fill(Operand left, Operand right, Tensor sums);

    /// <summary>libtorch's product, which TorchSharp does not wrap.</summary>
    internal sealed class LibtorchSums : Int8Sums
    {
        // The last line needs its end.
        static readonly Lazy<jit.CompilationUnit> Script = new(static () => jit.compile(
            "def sums(a, b, c):\n  return torch._int_mm(a, b, out=c)\n"));

        public override void Fill(Operand left, Operand right, Tensor sums) =>
            Script.Value.invoke<Tensor>("sums", left.Matrix, right.Matrix.t(), sums).Dispose();
    }

    /// <summary>Our product.</summary>
    internal sealed class OwnSums : Int8Sums
    {
        [ThreadStatic]
        static ProductWorkspace? s_workspace;

        public override void Fill(Operand left, Operand right, Tensor sums)
        {
            int threads = get_num_threads();
            var workspace = s_workspace?.Threads == threads ? s_workspace : s_workspace = new(threads);
            IntegerProduct.Multiply(View(left), View(right), workspace, Isa.Best, MemoryMarshal.Cast<byte, int>(sums.bytes));
        }

        static MatrixView<sbyte> View(Operand operand)
        {
            var levels = new MatrixView<sbyte>(
                TensorSpan.LevelsOf(operand.Values), (int)operand.Values.shape[0], (int)operand.Values.shape[1]);
            return operand.IsTransposed ? levels.Transposed : levels;
        }
    }
}
