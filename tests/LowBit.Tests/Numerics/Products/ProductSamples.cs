using System.Numerics;
using LowBit.Numerics;

namespace LowBit.Tests;

/// <summary>Operands for tests of products, and their products in 64 bits.</summary>
static class ProductSamples
{
    /// <summary>What fills an operand.</summary>
    internal enum Fill
    {
        Random,
        AllLeast,
        AllMost,
        Alternating,
    }

    internal static readonly StorageOrder[] Orders = Enum.GetValues<StorageOrder>();

    /// <summary>An operand with its memory: gaps between rows hold values that spoil any sum they get into.</summary>
    internal sealed class Operand<T> where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>
    {
        readonly T[] _values;
        readonly int _rows, _columns, _stride;
        readonly StorageOrder _layout;

        internal Operand(int rows, int columns, StorageOrder layout, int gap, Fill fill, uint seed, T least, T most)
        {
            (_rows, _columns, _layout) = (rows, columns, layout);
            (int lines, int length) = layout == StorageOrder.RowMajor ? (rows, columns) : (columns, rows);
            _stride = length + gap;
            _values = new T[lines * _stride];
            Array.Fill(_values, T.MaxValue);
            var words = new uint[_values.Length];
            new RandomStream(seed, 1, 2).Fill(0, words, KernelPath.Scalar);
            for (int line = 0; line < lines; line++)
            {
                for (int i = 0; i < length; i++)
                {
                    int at = line * _stride + i;
                    _values[at] = fill switch
                    {
                        Fill.AllLeast => least,
                        Fill.AllMost => most,
                        Fill.Alternating => (line + i) % 2 == 0 ? least : most,
                        _ => T.CreateChecked(long.CreateChecked(least)
                            + words[at] % (long.CreateChecked(most) - long.CreateChecked(least) + 1)),
                    };
                }
            }
        }

        internal MatrixView<T> View => new(_values, _rows, _columns, _stride, _layout);
    }

    internal static Operand<sbyte> Bytes(
        int rows, int columns, StorageOrder layout = StorageOrder.RowMajor, int gap = 0, Fill fill = Fill.Random, uint seed = 1) =>
        new(rows, columns, layout, gap, fill, seed, sbyte.MinValue, sbyte.MaxValue);

    internal static Operand<short> Shorts(
        int rows, int columns, int bits, StorageOrder layout = StorageOrder.RowMajor, int gap = 0, Fill fill = Fill.Random,
        uint seed = 1)
    {
        short most = (short)((1 << (bits - 1)) - 1);
        return new(rows, columns, layout, gap, fill, seed, (short)-most, most);
    }

    /// <summary>left · rightᵀ, term by term.</summary>
    internal static long[] Expected<T>(MatrixView<T> left, MatrixView<T> right)
        where T : unmanaged, IBinaryInteger<T>
    {
        var product = new long[left.Rows * right.Rows];
        for (int i = 0; i < left.Rows; i++)
        {
            for (int j = 0; j < right.Rows; j++)
            {
                for (int term = 0; term < left.Columns; term++)
                {
                    product[i * right.Rows + j] +=
                        long.CreateChecked(left[i, term]) * long.CreateChecked(right[j, term]);
                }
            }
        }
        return product;
    }
}
