using System.Runtime.CompilerServices;
using LowBit.Numerics;

namespace LowBit.Boosting;

// What one thread does with its rows, and what becomes of a group's counts.
sealed unsafe partial class WeightedPercentile
{
    /// <summary>One thread's counts [groups × digits], rows still in question, and −(next larger value) [groups].</summary>
    sealed class Worker
    {
        public long[] Counts { get; private set; } = [];

        public double[] NegatedNext { get; private set; } = [];

        public int[] Rows { get; private set; } = [];

        public int RowCount { get; set; }

        /// <summary>All rows are in question.</summary>
        public void Start((int Begin, int End) rows, int groupCount)
        {
            if (NegatedNext.Length < groupCount)
            {
                (Counts, NegatedNext) = (new long[groupCount * DigitCount], new double[groupCount]);
            }
            RowCount = rows.End - rows.Begin;
            Rows = Rows.Length < RowCount ? new int[RowCount] : Rows;
            for (int i = 0; i < RowCount; i++)
            {
                Rows[i] = rows.Begin + i;
            }
        }
    }

    /// <summary>A group whose percentile is known down to the digits of <see cref="Prefix"/>.</summary>
    struct Group
    {
        /// <summary>The upper digits of the ordered bits.</summary>
        public ulong Prefix;

        /// <summary>The weight that is still to be passed within the prefix; 0: the group has no weight.</summary>
        ulong _need;

        bool _isWhole; // fraction · weight is an integer

        /// <summary>The value's weights end exactly at the fraction.</summary>
        public bool IsTie { get; private set; }

        public readonly double Value => _need == 0 ? 0 : OrderedBits.ToDouble(Prefix);

        /// <summary>Chooses the next digit.</summary>
        /// <param name="counts">Weight by digit within the prefix.</param>
        /// <param name="fraction">First time: the fraction wanted; then 0.</param>
        public void Narrow(ReadOnlySpan<long> counts, double fraction)
        {
            if (fraction > 0)
            {
                (_need, _isWhole) = Need(counts, fraction);
            }
            if (_need == 0)
            {
                return;
            }
            int digit = 0;
            for (; (ulong)counts[digit] < _need; digit++)
            {
                _need -= (ulong)counts[digit];
            }
            IsTie = _isWhole && (ulong)counts[digit] == _need;
            Prefix = (Prefix << DigitBits) | (uint)digit;
        }

        /// <summary>⌈fraction · total⌉, exact: the fraction is mantissa · 2^−shift, and the product fits 128 bits.</summary>
        static (ulong Need, bool IsWhole) Need(ReadOnlySpan<long> counts, double fraction)
        {
            ulong total = 0;
            foreach (long count in counts)
            {
                total += (ulong)count;
            }
            ulong bits = BitConverter.DoubleToUInt64Bits(fraction);
            var product = (UInt128)((bits & ((1ul << 52) - 1)) | (1ul << 52)) * total;
            int shift = Math.Min(1075 - (int)(bits >> 52), 127);
            bool isWhole = (product & ((UInt128.One << shift) - 1)) == 0;
            return ((ulong)(product >> shift) + (isWhole ? 0ul : 1), isWhole);
        }
    }

    void CountDigits(int worker)
    {
        var own = _workers[worker];
        if (_pass == 0)
        {
            own.Start(RowsOf(worker), _groupCount);
        }
        Array.Clear(own.Counts, 0, _groupCount * DigitCount);
        int[] rows = own.Rows;
        int kept = 0;
        for (int i = 0; i < own.RowCount; i++)
        {
            rows[kept] = rows[i];
            kept += Count(rows[i], own.Counts);
        }
        own.RowCount = kept;
    }

    /// <summary>Counts a row's digit; 1 if the row has the prefix of its group, else 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    int Count(int row, long[] counts)
    {
        int group = GroupOf(row);
        if ((uint)group >= (uint)_groupCount)
        {
            return 0;
        }
        ulong upper = OrderedBits.Of(ValueOf(row)) >> (KeyBits - DigitBits * (_pass + 1));
        if (upper >> DigitBits != _groups[group].Prefix)
        {
            return 0;
        }
        counts[(group << DigitBits) | (int)(upper & (DigitCount - 1))] += WeightOf(row);
        return 1;
    }

    void FindNext(int worker)
    {
        double[] next = _workers[worker].NegatedNext;
        Array.Fill(next, double.NegativeInfinity, 0, _groupCount);
        var (begin, end) = RowsOf(worker);
        for (int row = begin; row < end; row++)
        {
            int group = GroupOf(row);
            if ((uint)group < (uint)_groupCount && _groups[group].IsTie && WeightOf(row) > 0)
            {
                double value = ValueOf(row);
                next[group] = value > _groups[group].Value ? Math.Max(next[group], -value) : next[group];
            }
        }
    }

    (int Begin, int End) RowsOf(int worker) => (
        (int)((long)_rowCount * worker / _workers.Length), (int)((long)_rowCount * (worker + 1) / _workers.Length));

    int GroupOf(int row) => _groupOfRow is null ? 0 : _groupOfRow[row] - _firstGroup;

    long WeightOf(int row) => _weights is null ? 1 : _weights[row];

    // A difference of equal values is +0; adding 0 makes +0 of a −0 that stands in the values.
    double ValueOf(int row) => _offsets is null ? _values[row] + 0.0 : _values[row] - _offsets[row] + 0.0;
}
