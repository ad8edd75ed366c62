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

    /// <summary>
    /// Parses plain numbers, [-]digits[.digits]: of up to 16 characters all with AVX2 and AVX-512, without them all with up
    /// to 7 digits before the point.
    /// </summary>
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
                uint odd = TGroup.Parse(buffer, firstEnd + first, firstValue + first) >> (done - first);
                for (; odd != 0; odd &= odd - 1)
                {
                    others[count++] = done + BitOperations.TrailingZeroCount(odd);
                }
                done = first + TGroup.Size;
            }
        }
        return count;
    }

    /// <summary>Fewer fields than a group: empty ones behind them fill it.</summary>
    int ParseFew(ReadOnlySpan<byte> buffer, ReadOnlySpan<int> ends, Span<double> values, Span<int> others)
    {
        Span<int> groupEnds = stackalloc int[TGroup.Size + 1], groupOthers = stackalloc int[TGroup.Size];
        Span<double> group = stackalloc double[TGroup.Size];
        groupEnds.Fill(ends[^1]);
        ends.CopyTo(groupEnds);
        int count = ParseRow(buffer, groupEnds, group, groupOthers) - (TGroup.Size - values.Length);
        group[..values.Length].CopyTo(values);
        groupOthers[..count].CopyTo(others);
        return count;
    }
}
