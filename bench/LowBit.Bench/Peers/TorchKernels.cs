using LowBit.Neural;
using TorchSharp;
using static TorchSharp.torch;

namespace LowBit.Bench;

/// <summary>libtorch's casts and fake quantizer on one thread, into memory that is there already where libtorch can.</summary>
sealed class TorchKernels : IDisposable
{
    // Numbers of libtorch's types that TorchSharp has no names for.
    const ScalarType Float8E5M2 = (ScalarType)23, Float8E4M3Fn = (ScalarType)24;

    readonly DisposeScope _scope;
    readonly Tensor _values, _narrow4, _narrow5, _half;
    readonly jit.CompilationUnit _compiled;

    public TorchKernels(float[] values)
    {
        TorchLibrary.Load();
        set_num_threads(1);
        _scope = NewDisposeScope();
        _values = tensor(values);
        _narrow4 = empty(values.Length, dtype: Float8E4M3Fn);
        _narrow5 = empty(values.Length, dtype: Float8E5M2);
        _half = empty(values.Length, dtype: ScalarType.BFloat16);
        _compiled = jit.compile(
            """
            def fake(x, scale: float, zero: int, low: int, high: int):
              return torch.fake_quantize_per_tensor_affine(x, scale, zero, low, high)

            """);
    }

    // copy_ returns the tensor itself.
    public void CastE4M3Fn() => _narrow4.copy_(_values);

    public void CastE5M2() => _narrow5.copy_(_values);

    public void CastBFloat16() => _half.copy_(_values);

    public void FakeQuantize(double scale)
    {
        using var result = _compiled.invoke<Tensor>("fake", _values, scale, 0L, -127L, 127L);
    }

    public void Dispose()
    {
        _compiled.Dispose();
        _scope.Dispose();
    }
}
