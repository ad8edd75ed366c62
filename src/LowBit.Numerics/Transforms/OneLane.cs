using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace LowBit.Numerics;

/// <summary>One float: plain code.</summary>
readonly struct OneLane : IFloatLanes<float>
{
    public static int Count => 1;

    public static float Load(ref float source, nuint offset) => Unsafe.Add(ref source, offset);

    public static void Store(float vector, ref float destination, nuint offset) => Unsafe.Add(ref destination, offset) = vector;

    public static float Create(float value) => value;

    public static float Add(float left, float right) => left + right;

    public static float Subtract(float left, float right) => left - right;

    public static float Multiply(float left, float right) => left * right;

    public static float Negate(float vector) => -vector;

    public static float Butterfly(float vector, int stage) => throw new UnreachableException();
}
