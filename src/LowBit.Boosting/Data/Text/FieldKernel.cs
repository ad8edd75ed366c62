using System.Numerics;
using System.Runtime.CompilerServices;
using LowBit.Numerics;

namespace LowBit.Boosting;

/// <summary>
/// Parses the fields of a row, several at a time. What a path does not take is left to <see cref="NumberParser"/>, so that
/// every path reads the same doubles.
/// </summary>
abstract unsafe class FieldKernel
{
    /// <summary>All paths, the fastest first.</summary>
    static readonly (KernelPath Path, FieldKernel Kernel)[] Table =
    [
        (KernelPath.Avx512, new FieldKernel<Avx512Fields>()),
        (KernelPath.Avx2, new FieldKernel<Avx2Fields>()),
        (KernelPath.Scalar, new FieldKernel<ScalarFields>()),
    ];

    public static FieldKernel For(KernelPath path)
    {
        foreach (var (candidate, kernel) in Table)
        {
            if (candidate <= path && Isa.Supports(candidate))
            {
                return kernel;
            }
        }
        return Table[^1].Kernel;
    }

    /// <summary>Parses plain numbers, [-]digits[.digits]: all of up to 16 characters with up to 7 digits before the point, and most others.</summary>
    /// <param name="buffer">Holds the row and at least <see cref="NumberParser.Padding"/> bytes before and after it.</param>
    /// <param name="ends">[fields + 1] field i stands between ends[i] and ends[i + 1], both exclusive.</param>
    /// <param name="values">out: [fields] the nearest doubles; of the others anything.</param>
    /// <param name="others">out: the fields that were not parsed, ascending; room for all.</param>
    /// <returns>How many those are.</returns>
    public abstract int ParseRow(ReadOnlySpan<byte> buffer, ReadOnlySpan<int> ends, Span<double> values, Span<int> others);

    /// <summary>One way to parse a group.</summary>
    public interface IGroup
    {
        /// <summary>Fields a group.</summary>
        static abstract int Size { get; }

        /// <summary>Parses a group.</summary>
        /// <param name="buffer">The bytes.</param>
        /// <param name="ends">[Size + 1] where the fields stand; an empty field is no number.</param>
        /// <param name="values">out: [Size].</param>
        /// <returns>A bit for each field that was not parsed.</returns>
        static abstract uint Parse(ReadOnlySpan<byte> buffer, int* ends, double* values);
    }
}

/// <summary>Cuts rows into groups; the last one overlaps the one before.</summary>
/// <typeparam name="TGroup">Parses a group.</typeparam>
sealed unsafe class FieldKernel<TGroup> : FieldKernel where TGroup : struct, FieldKernel.IGroup
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override int ParseRow(ReadOnlySpan<byte> buffer, ReadOnlySpan<int> ends, Span<double> values, Span<int> others)
    {
        if (values.Length < TGroup.Size)
        {
            return ParseFew(buffer, ends, values, others);
        }
        int count = 0;
        fixed (int* firstEnd = ends)
        fixed (double* firstValue = values)
        {
            for (int done = 0; done < values.Length;)
            {
                int first = Math.Min(done, values.Length - TGroup.Size);
                uint odd = TGroup.Parse(buffer, firstEnd + first, firstValue + first);
                if (odd != 0)
                {
                    count = ParseOdd(buffer, ends, values, odd, first, done, others, count);
                }
                done = first + TGroup.Size;
            }
        }
        return count;
    }

    /// <summary>Fewer fields than a group: empty ones behind them fill it.</summary>
    [SkipLocalsInit, MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static int ParseFew(ReadOnlySpan<byte> buffer, ReadOnlySpan<int> ends, Span<double> values, Span<int> others)
    {
        int* groupEnds = stackalloc int[TGroup.Size + 1];
        double* group = stackalloc double[TGroup.Size];
        for (int i = 0; i <= TGroup.Size; i++)
        {
            groupEnds[i] = ends[Math.Min(i, ends.Length - 1)];
        }
        uint odd = TGroup.Parse(buffer, groupEnds, group) & ((1u << values.Length) - 1);
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = group[i];
        }
        return odd == 0 ? 0 : ParseOdd(buffer, ends, values, odd, 0, 0, others, 0);
    }

    /// <summary>Parses what a group left, one by one, and notes what is no plain number; what stands before <paramref name="done"/> is noted already.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static int ParseOdd(
        ReadOnlySpan<byte> buffer, ReadOnlySpan<int> ends, Span<double> values, uint odd, int first, int done, Span<int> others, int count)
    {
        for (; odd != 0; odd &= odd - 1)
        {
            int field = first + BitOperations.TrailingZeroCount(odd);
            bool isPlain = TGroup.Size > 1 && NumberParser.TryParsePlain(buffer, ends[field] + 1, ends[field + 1], out values[field]);
            if (!isPlain && field >= done)
            {
                others[count++] = field;
            }
        }
        return count;
    }
}
