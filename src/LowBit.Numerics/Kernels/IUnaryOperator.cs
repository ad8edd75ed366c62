using System.Runtime.Intrinsics;

namespace LowBit.Numerics;

/// <summary>
/// A function of one double. Both methods do the same operations in the same order and give the same bits; the scalar
/// one is the reference.
/// </summary>
interface IUnaryOperator
{
    static abstract double Invoke(double x);

    static abstract Vector256<double> Invoke(Vector256<double> x);
}
