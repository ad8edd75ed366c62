using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace LowBit.Numerics;

/// <summary>
/// Copies rows of an operand into panels. A panel holds <c>height</c> rows, word by word: word w of row r stands at
/// w · height + r, so that a tile reads it from front to back. Rows behind the last one repeat it: what they give is
/// thrown away.
/// </summary>
abstract class OperandPacker
{
    /// <summary>Rows that are packed at a time.</summary>
    protected const int Group = 8;

    /// <summary>Terms that a word holds.</summary>
    internal abstract int TermsPerWord { get; }

    /// <summary>The word of terms that are 0.</summary>
    internal abstract int ZeroWord { get; }

    /// <param name="operand">The rows.</param>
    /// <param name="layout">How their terms are cut into words.</param>
    /// <param name="firstRow">First row of the panel.</param>
    /// <param name="height">Rows of the panel: a multiple of <see cref="Group"/>, or less than it.</param>
    /// <param name="firstWord">First word to pack.</param>
    /// <param name="count">Words to pack.</param>
    /// <param name="panel">
    /// out: the panel's start. Where it is lower than <see cref="Group"/> rows, what follows the last word packed is
    /// overwritten, up to the next multiple of <see cref="Group"/> values from that word's start.
    /// </param>
    internal abstract unsafe void Pack(
        ProductOperand operand, WordLayout layout, int firstRow, int height, int firstWord, int count, int* panel);
}

/// <inheritdoc/>
sealed unsafe class OperandPacker<T, TFormat> : OperandPacker
    where T : unmanaged
    where TFormat : struct, IWordFormat<T>
{
    internal static OperandPacker<T, TFormat> Instance { get; } = new();

    internal override int TermsPerWord => TFormat.Terms;

    internal override int ZeroWord => TFormat.Zero;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override void Pack(
        ProductOperand operand, WordLayout layout, int firstRow, int height, int firstWord, int count, int* panel)
    {
        for (int row = 0; row < height; row += Group)
        {
            int full = Math.Clamp(layout.FullWords - firstWord, 0, count);
            int done = !Avx2.IsSupported ? 0
                : operand.TermStep == 1 ? AlongRows(operand, firstRow + row, height, firstWord, full, panel + row)
                : firstRow + row + Group <= operand.Rows ? AcrossRows(operand, firstRow + row, height, firstWord, full, panel + row)
                : 0;
            WordByWord(
                operand, layout, firstRow + row, height, firstWord + done, count - done, panel + row);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static int AlongRows(ProductOperand operand, int firstRow, int height, int firstWord, int count, int* panel)
    {
        T** rows = stackalloc T*[Group];
        for (int row = 0; row < Group; row++)
        {
            rows[row] = operand.At<T>(Math.Min(firstRow + row, operand.Rows - 1), firstWord * TFormat.Terms);
        }
        panel += firstWord * height;
        int done = 0;
        for (nint at = 0; done <= count - Group; done += Group, at += Group * TFormat.Terms, panel += Group * height)
        {
            Transpose.Store(
                TFormat.AlongRow(rows[0] + at), TFormat.AlongRow(rows[1] + at), TFormat.AlongRow(rows[2] + at),
                TFormat.AlongRow(rows[3] + at), TFormat.AlongRow(rows[4] + at), TFormat.AlongRow(rows[5] + at),
                TFormat.AlongRow(rows[6] + at), TFormat.AlongRow(rows[7] + at), panel, height);
        }
        return done;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static int AcrossRows(ProductOperand operand, int firstRow, int height, int firstWord, int count, int* panel)
    {
        T* from = operand.At<T>(firstRow, firstWord * TFormat.Terms);
        panel += firstWord * height;
        for (int word = 0; word < count; word++)
        {
            TFormat.AcrossRows(from, operand.TermStep).Store(panel);
            from += TFormat.Terms * operand.TermStep;
            panel += height;
        }
        return count;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void WordByWord(
        ProductOperand operand, WordLayout layout, int firstRow, int height, int firstWord, int count, int* panel)
    {
        for (int word = firstWord; word < firstWord + count; word++)
        {
            (int term, int terms) = layout.Of(word);
            for (int row = 0; row < Math.Min(Group, height); row++)
            {
                panel[word * height + row] =
                    TFormat.Word(operand.At<T>(Math.Min(firstRow + row, operand.Rows - 1), term), operand.TermStep, terms);
            }
        }
    }
}
