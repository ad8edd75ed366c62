using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace LowBit.Numerics;

/// <summary>
/// The nearest code of a codebook by one look into a table: floats of one sign that have the same high bits are a cell, so
/// narrow that at most one border between two codes lies in it. For codebooks of at most 256 numbers in ascending order in which
/// both neighbours of zero have one code.
/// </summary>
/// <remarks>
/// An entry holds the code of the cell's smallest magnitude above the <c>shift</c> low bits, and in these the last magnitude
/// that has this code. The table comes of <see cref="CodebookFormat.Encode"/>, of which each cell asks what it needs.
/// </remarks>
sealed class CodebookCells
{
    const int MostCells = 1 << 12, WidestShift = 22, NarrowestShift = 12;
    const uint Magnitude = 0x7FFF_FFFF, Infinity = 0x7F80_0000;

    readonly uint[] _entries; // positive cells, then negative ones
    readonly int _shift, _first, _count;
    readonly byte _nanCode;

    CodebookCells(CodebookFormat format, int shift, int first, int count)
    {
        (_shift, _first, _count) = (shift, first, count);
        _nanCode = (byte)format.Encode(double.NaN);
        _entries = new uint[2 * count];
    }

    /// <summary>The table; null where the codebook has none of the form needed.</summary>
    public static CodebookCells? Of(CodebookFormat format)
    {
        uint zero = format.Encode(0);
        bool isAscending = format.Values.Length <= 256 && !format.Values.ContainsAnyExceptInRange(float.MinValue, float.MaxValue)
            && format.Values.SequenceEqual(format.Values.ToArray().Order().ToArray());
        if (!isAscending || format.Encode(float.Epsilon) != zero || format.Encode(-float.Epsilon) != zero)
        {
            return null;
        }
        uint lowest = Math.Min(Last(format, 0, 0, Infinity), Last(format, 1u << 31, 0, Infinity)) + 1;
        uint highest = BitConverter.SingleToUInt32Bits((float)Math.Max(format.MaxFinite, -format.MinFinite));
        for (int shift = WidestShift; shift >= NarrowestShift; shift--)
        {
            // A cell without a border below all others, and one above.
            int first = Math.Max((int)(lowest >> shift) - 1, 0), count = (int)(highest >> shift) + 2 - first;
            var cells = new CodebookCells(format, shift, first, count);
            if (count <= MostCells && cells.TryFill(format, 0) && cells.TryFill(format, 1u << 31))
            {
                return cells;
            }
        }
        return null;
    }


    /// <summary>code = Encode(x × inverse), to nearest even.</summary>
    public void Encode(ReadOnlySpan<float> values, in GridCall call, Span<byte> codes)
    {
        var (shift, first, count, nan) = (_shift, _first, _count, _nanCode);
        uint low = (1u << shift) - 1;
        ref uint entries = ref MemoryMarshal.GetArrayDataReference(_entries);
        for (int i = 0; i < codes.Length; i++)
        {
            uint bits = BitConverter.SingleToUInt32Bits(values[i] * call.Inverse(i)), magnitude = bits & Magnitude;
            int cell = Math.Clamp((int)(magnitude >> shift) - first, 0, count - 1), isNegative = (int)(bits >> 31);
            uint entry = Unsafe.Add(ref entries, cell + (isNegative * count));
            int step = (int)((entry & low) - (magnitude & low)) >> 31; // −1 beyond the border, else 0
            int code = (int)(entry >> shift) - ((step ^ -isNegative) + isNegative);
            codes[i] = magnitude > Infinity ? nan : (byte)code;
        }
    }

    bool TryFill(CodebookFormat format, uint sign)
    {
        uint width = 1u << _shift;
        for (int cell = 0; cell < _count; cell++)
        {
            uint start = (uint)(_first + cell) << _shift, end = start + width - 1;
            uint code = Encode(format, sign | start), last = Encode(format, sign | end);
            if (Math.Abs((int)code - (int)last) > 1)
            {
                return false;
            }
            uint border = code == last ? end : Last(format, sign, start, end);
            _entries[cell + (sign != 0 ? _count : 0)] = (code << _shift) | (border & (width - 1));
        }
        return true;
    }

    // The largest magnitude up to the end that has the code of the start.
    static uint Last(CodebookFormat format, uint sign, uint start, uint end)
    {
        uint code = Encode(format, sign | start);
        while (start < end)
        {
            uint middle = start + ((end - start + 1) / 2);
            (start, end) = Encode(format, sign | middle) == code ? (middle, end) : (start, middle - 1);
        }
        return start;
    }

    static uint Encode(CodebookFormat format, uint bits) => format.Encode(BitConverter.UInt32BitsToSingle(bits));
}
