using System.Runtime.CompilerServices;

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

        public static TInts StopsAtMaxFinite<TInts>(TInts sign) where TInts : struct, IInts<TInts> => TInts.Create(0);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TInts GoesAway<TInts>(TInts fraction, TInts isInexact, TInts floor, TInts sign, TInts random)
            where TInts : struct, IInts<TInts> =>
            TInts.GreaterThan(fraction + (floor & TInts.Create(1)), TInts.Create(Half));
    }

    /// <summary><see cref="RoundingMode.NearestAway"/>.</summary>
    internal readonly struct NearestAway : IGridRounding
    {
        public static bool IsStochastic => false;

        public static TInts StopsAtMaxFinite<TInts>(TInts sign) where TInts : struct, IInts<TInts> => TInts.Create(0);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TInts GoesAway<TInts>(TInts fraction, TInts isInexact, TInts floor, TInts sign, TInts random)
            where TInts : struct, IInts<TInts> =>
            TInts.GreaterThan(fraction, TInts.Create(Half - 1));
    }

    /// <summary><see cref="RoundingMode.NearestZero"/>.</summary>
    internal readonly struct NearestZero : IGridRounding
    {
        public static bool IsStochastic => false;

        public static TInts StopsAtMaxFinite<TInts>(TInts sign) where TInts : struct, IInts<TInts> => TInts.Create(0);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TInts GoesAway<TInts>(TInts fraction, TInts isInexact, TInts floor, TInts sign, TInts random)
            where TInts : struct, IInts<TInts> =>
            TInts.GreaterThan(fraction, TInts.Create(Half));
    }

    /// <summary><see cref="RoundingMode.TowardZero"/>.</summary>
    internal readonly struct TowardZero : IGridRounding
    {
        public static bool IsStochastic => false;

        public static TInts StopsAtMaxFinite<TInts>(TInts sign) where TInts : struct, IInts<TInts> => TInts.Create(-1);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TInts GoesAway<TInts>(TInts fraction, TInts isInexact, TInts floor, TInts sign, TInts random)
            where TInts : struct, IInts<TInts> =>
            TInts.Create(0);
    }

    /// <summary><see cref="RoundingMode.Up"/>.</summary>
    internal readonly struct Up : IGridRounding
    {
        public static bool IsStochastic => false;

        public static TInts StopsAtMaxFinite<TInts>(TInts sign) where TInts : struct, IInts<TInts> => sign;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TInts GoesAway<TInts>(TInts fraction, TInts isInexact, TInts floor, TInts sign, TInts random)
            where TInts : struct, IInts<TInts> =>
            TInts.AndNot(isInexact, sign);
    }

    /// <summary><see cref="RoundingMode.Down"/>.</summary>
    internal readonly struct Down : IGridRounding
    {
        public static bool IsStochastic => false;

        public static TInts StopsAtMaxFinite<TInts>(TInts sign) where TInts : struct, IInts<TInts> => ~sign;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TInts GoesAway<TInts>(TInts fraction, TInts isInexact, TInts floor, TInts sign, TInts random)
            where TInts : struct, IInts<TInts> =>
            isInexact & sign;
    }

    /// <summary><see cref="RoundingMode.ToOdd"/>.</summary>
    internal readonly struct ToOdd : IGridRounding
    {
        public static bool IsStochastic => false;

        public static TInts StopsAtMaxFinite<TInts>(TInts sign) where TInts : struct, IInts<TInts> => TInts.Create(-1);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TInts GoesAway<TInts>(TInts fraction, TInts isInexact, TInts floor, TInts sign, TInts random)
            where TInts : struct, IInts<TInts> =>
            isInexact & TInts.Equal(floor & TInts.Create(1), TInts.Create(0));
    }

    /// <summary><see cref="RoundingMode.Stochastic"/>.</summary>
    internal readonly struct Stochastic : IGridRounding
    {
        public static bool IsStochastic => true;

        public static TInts StopsAtMaxFinite<TInts>(TInts sign) where TInts : struct, IInts<TInts> => TInts.Create(0);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TInts GoesAway<TInts>(TInts fraction, TInts isInexact, TInts floor, TInts sign, TInts random)
            where TInts : struct, IInts<TInts> =>
            TInts.GreaterThan(fraction, random >>> (32 - GridPosition.RandomBits));

        /// <summary>
        /// No sign bit in the lanes where the nearest level is left for the neighbour on the value's side of it.
        /// </summary>
        /// <param name="fraction">
        /// Steps from the nearest level to the magnitude, times 2³¹, without what is behind the point; if they are below zero,
        /// nothing is behind it.
        /// </param>
        /// <param name="random">Random words.</param>
        /// <remarks>
        /// Above the nearest level the neighbour is chosen where the word of 31 bits is below the fraction, r &lt; f, and
        /// below it where the word is at least 2³¹ + f. In 32 bits f − r − 1 has no sign in either case, and only then.
        /// </remarks>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        internal static TInts Stays<TInts>(TInts fraction, TInts random) where TInts : struct, IInts<TInts> =>
            fraction + ~(random >>> (32 - GridPosition.RandomBits));
    }

    /// <summary><see cref="RoundingMode.StochasticEqual"/>.</summary>
    internal readonly struct StochasticEqual : IGridRounding
    {
        public static bool IsStochastic => true;

        public static TInts StopsAtMaxFinite<TInts>(TInts sign) where TInts : struct, IInts<TInts> => TInts.Create(0);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TInts GoesAway<TInts>(TInts fraction, TInts isInexact, TInts floor, TInts sign, TInts random)
            where TInts : struct, IInts<TInts> =>
            isInexact & (random >> 31);
    }
}
