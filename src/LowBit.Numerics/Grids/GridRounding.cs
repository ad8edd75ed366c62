using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace LowBit.Numerics;

/// <summary>The rounding modes of the vector kernels, one type each.</summary>
static class GridRounding
{
    const int Half = 1 << (GridPosition.RandomBits - 1);

    /// <summary>Does a job with the type of a mode.</summary>
    internal static void Dispatch<TJob>(RoundingMode mode, scoped ref TJob job)
        where TJob : IRoundingJob, allows ref struct
    {
        switch (mode)
        {
            case RoundingMode.NearestEven:
                job.Run<NearestEven>();
                break;
            case RoundingMode.NearestAway:
                job.Run<NearestAway>();
                break;
            case RoundingMode.NearestZero:
                job.Run<NearestZero>();
                break;
            case RoundingMode.TowardZero:
                job.Run<TowardZero>();
                break;
            case RoundingMode.Up:
                job.Run<Up>();
                break;
            case RoundingMode.Down:
                job.Run<Down>();
                break;
            case RoundingMode.ToOdd:
                job.Run<ToOdd>();
                break;
            case RoundingMode.Stochastic:
                job.Run<Stochastic>();
                break;
            case RoundingMode.StochasticEqual:
                job.Run<StochasticEqual>();
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(mode), mode, "Unknown rounding mode.");
        }
    }

    /// <summary><see cref="RoundingMode.NearestEven"/>.</summary>
    internal readonly struct NearestEven : IGridRounding
    {
        public static bool IsStochastic => false;

        public static Vector256<int> StopsAtMaxFinite(Vector256<int> sign) => Vector256<int>.Zero;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector256<int> GoesAway(
            Vector256<int> fraction, Vector256<int> isInexact, Vector256<int> floor, Vector256<int> sign, Vector256<uint> random) =>
            Vector256.GreaterThan(fraction + (floor & Vector256<int>.One), Vector256.Create(Half));
    }

    /// <summary><see cref="RoundingMode.NearestAway"/>.</summary>
    internal readonly struct NearestAway : IGridRounding
    {
        public static bool IsStochastic => false;

        public static Vector256<int> StopsAtMaxFinite(Vector256<int> sign) => Vector256<int>.Zero;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector256<int> GoesAway(
            Vector256<int> fraction, Vector256<int> isInexact, Vector256<int> floor, Vector256<int> sign, Vector256<uint> random) =>
            Vector256.GreaterThan(fraction, Vector256.Create(Half - 1));
    }

    /// <summary><see cref="RoundingMode.NearestZero"/>.</summary>
    internal readonly struct NearestZero : IGridRounding
    {
        public static bool IsStochastic => false;

        public static Vector256<int> StopsAtMaxFinite(Vector256<int> sign) => Vector256<int>.Zero;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector256<int> GoesAway(
            Vector256<int> fraction, Vector256<int> isInexact, Vector256<int> floor, Vector256<int> sign, Vector256<uint> random) =>
            Vector256.GreaterThan(fraction, Vector256.Create(Half));
    }

    /// <summary><see cref="RoundingMode.TowardZero"/>.</summary>
    internal readonly struct TowardZero : IGridRounding
    {
        public static bool IsStochastic => false;

        public static Vector256<int> StopsAtMaxFinite(Vector256<int> sign) => Vector256<int>.AllBitsSet;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector256<int> GoesAway(
            Vector256<int> fraction, Vector256<int> isInexact, Vector256<int> floor, Vector256<int> sign, Vector256<uint> random) =>
            Vector256<int>.Zero;
    }

    /// <summary><see cref="RoundingMode.Up"/>.</summary>
    internal readonly struct Up : IGridRounding
    {
        public static bool IsStochastic => false;

        public static Vector256<int> StopsAtMaxFinite(Vector256<int> sign) => sign;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector256<int> GoesAway(
            Vector256<int> fraction, Vector256<int> isInexact, Vector256<int> floor, Vector256<int> sign, Vector256<uint> random) =>
            Vector256.AndNot(isInexact, sign);
    }

    /// <summary><see cref="RoundingMode.Down"/>.</summary>
    internal readonly struct Down : IGridRounding
    {
        public static bool IsStochastic => false;

        public static Vector256<int> StopsAtMaxFinite(Vector256<int> sign) => ~sign;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector256<int> GoesAway(
            Vector256<int> fraction, Vector256<int> isInexact, Vector256<int> floor, Vector256<int> sign, Vector256<uint> random) =>
            isInexact & sign;
    }

    /// <summary><see cref="RoundingMode.ToOdd"/>.</summary>
    internal readonly struct ToOdd : IGridRounding
    {
        public static bool IsStochastic => false;

        public static Vector256<int> StopsAtMaxFinite(Vector256<int> sign) => Vector256<int>.AllBitsSet;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector256<int> GoesAway(
            Vector256<int> fraction, Vector256<int> isInexact, Vector256<int> floor, Vector256<int> sign, Vector256<uint> random) =>
            isInexact & Vector256.Equals(floor & Vector256<int>.One, Vector256<int>.Zero);
    }

    /// <summary><see cref="RoundingMode.Stochastic"/>.</summary>
    internal readonly struct Stochastic : IGridRounding
    {
        public static bool IsStochastic => true;

        public static Vector256<int> StopsAtMaxFinite(Vector256<int> sign) => Vector256<int>.Zero;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector256<int> GoesAway(
            Vector256<int> fraction, Vector256<int> isInexact, Vector256<int> floor, Vector256<int> sign, Vector256<uint> random) =>
            Vector256.GreaterThan(fraction, (random >> (32 - GridPosition.RandomBits)).AsInt32());
    }

    /// <summary><see cref="RoundingMode.StochasticEqual"/>.</summary>
    internal readonly struct StochasticEqual : IGridRounding
    {
        public static bool IsStochastic => true;

        public static Vector256<int> StopsAtMaxFinite(Vector256<int> sign) => Vector256<int>.Zero;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector256<int> GoesAway(
            Vector256<int> fraction, Vector256<int> isInexact, Vector256<int> floor, Vector256<int> sign, Vector256<uint> random) =>
            isInexact & Vector256.LessThan(random.AsInt32(), Vector256<int>.Zero);
    }
}
