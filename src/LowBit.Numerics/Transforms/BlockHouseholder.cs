namespace LowBit.Numerics;

/// <summary>
/// Block Householder transforms of the rows of a matrix, as StatQuant's BHQ quantizer has them [Chen20]: rows of a large
/// range are each put into a group with rows of small ranges, scaled, and reflected so that the large row is spread over
/// its group: Y = H diag(s) X with H = I − 2vvᵀ, which maps the first unit vector to (1, …, 1) / √n. What is left is to
/// quantize the rows of Y by their own ranges and to undo the transform.
/// </summary>
/// <remarks>
/// The plan is fitted to a matrix: <see cref="Fit"/>, then <see cref="Apply"/> and <see cref="ApplyInverse"/> any number of
/// times. Row t of a group's Y stands where the group's row t of X stood, so the order of rows stays. Bits do not depend on
/// the path. Allocates at construction only. Reading a plan is safe from many threads, fitting it is not.
/// <para>Where we deviate from the released code, which divides by zero: the sum of large ranges is a prefix sum, never a
/// difference; there is at least one group; a group of one row is left as it is; what is added to every range is
/// 2⁻²⁷ of the largest range, not 10⁻⁸. Rows of equal ranges go by the lower index. Rows whose range is infinite or
/// NaN, and all rows where the largest range is 0, are groups of their own.</para>
/// </remarks>
public sealed class BlockHouseholder
{
    const double Margin = 1.0 / (1 << 27);

    readonly ulong[] _keys;
    readonly double[] _prefixSums; // of ranges by rank
    readonly int[] _rows, _starts;
    readonly float[] _largeScales, _smallScales;

    /// <param name="capacity">The most rows of a matrix.</param>
    public BlockHouseholder(int capacity)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(capacity);
        (_keys, _prefixSums) = (new ulong[capacity], new double[capacity + 1]);
        (_rows, _starts) = (new int[capacity], new int[capacity + 1]);
        (_largeScales, _smallScales) = (new float[capacity], new float[capacity]);
    }

    /// <summary>Rows of the matrix that the plan was fitted to.</summary>
    public int RowCount { get; private set; }

    /// <summary>Groups of rows.</summary>
    public int GroupCount { get; private set; }

    /// <summary>[RowCount] row numbers group by group, in a group by falling range: the large row first.</summary>
    public ReadOnlySpan<int> Rows => _rows.AsSpan(0, RowCount);

    /// <summary>[GroupCount + 1] where groups begin in <see cref="Rows"/>, and the end of the last one.</summary>
    public ReadOnlySpan<int> Starts => _starts.AsSpan(0, GroupCount + 1);

    /// <summary>[GroupCount] factors on the first rows of groups, 1 or more.</summary>
    public ReadOnlySpan<float> LargeScales => _largeScales.AsSpan(0, GroupCount);

    /// <summary>[GroupCount] factors on the other rows, 1 or more; 1 where there are none.</summary>
    public ReadOnlySpan<float> SmallScales => _smallScales.AsSpan(0, GroupCount);

    /// <summary>Groups and scales for a matrix.</summary>
    /// <param name="values">[rows × columns], row-major, rows up to the capacity.</param>
    /// <param name="columnCount">Columns, 1 or more.</param>
    /// <param name="path">How to compute the ranges.</param>
    public void Fit(ReadOnlySpan<float> values, int columnCount, KernelPath path)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(columnCount, 1);
        int rowCount = MatrixShape.RowCount(values.Length, columnCount);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(rowCount, _rows.Length, nameof(values));
        (RowCount, GroupCount) = (rowCount, 0);
        var keys = _keys.AsSpan(0, rowCount);
        for (int row = 0; row < rowCount; row++)
        {
            var (min, max) = Extent.Of(values.Slice(row * columnCount, columnCount), path);
            keys[row] = RankingKey.Of(max - min, row);
        }
        keys.Sort();
        int alone = 0;
        while (alone < rowCount && !float.IsFinite(RankingKey.Range(keys[alone])))
        {
            AddGroup(RankingKey.Row(keys[alone]), default, 1, 1);
            alone++;
        }
        Group(keys[alone..]);
    }

    /// <summary>Y = H diag(s) X, group by group.</summary>
    /// <remarks>
    /// The first row of a group of n is the sum of its scaled rows, from the first to the last, times the float nearest to
    /// 1/√n; from every other one (y₁ − s₁x₁) · (float)(1/(√n − 1)) is taken. The norm of the error of a group's column is at
    /// most 3 (n + 8) 2⁻²⁴ of the norm of the scaled column.
    /// </remarks>
    /// <param name="values">[rows × columns], row-major: as many rows as the plan has.</param>
    /// <param name="columnCount">Columns, 1 or more.</param>
    /// <param name="path">How to compute it.</param>
    /// <param name="destination">out: [rows × columns] or longer; the same memory as values, or memory that does not overlap it.</param>
    public void Apply(ReadOnlySpan<float> values, int columnCount, KernelPath path, Span<float> destination)
    {
        destination = Checked(values, columnCount, destination);
        for (int group = 0; group < GroupCount; group++)
        {
            Reflector(group).Apply(
                values, columnCount, _largeScales[group], _smallScales[group], 1, 1, path, destination);
        }
    }

    /// <summary>X = diag(1/s) H Y, group by group: undoes <see cref="Apply"/> up to rounding.</summary>
    /// <remarks>Bound as for <see cref="Apply"/>, relative to H Y before the floats nearest to 1/s are multiplied to it.</remarks>
    /// <inheritdoc cref="Apply"/>
    public void ApplyInverse(ReadOnlySpan<float> values, int columnCount, KernelPath path, Span<float> destination)
    {
        destination = Checked(values, columnCount, destination);
        for (int group = 0; group < GroupCount; group++)
        {
            Reflector(group).Apply(
                values, columnCount, 1, 1, 1 / _largeScales[group], 1 / _smallScales[group], path, destination);
        }
    }

    GroupReflector Reflector(int group) => new(_rows.AsSpan(_starts[group], _starts[group + 1] - _starts[group]));

    Span<float> Checked(ReadOnlySpan<float> values, int columnCount, Span<float> destination)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(columnCount, 1);
        int rowCount = MatrixShape.RowCount(values.Length, columnCount);
        if (rowCount != RowCount)
        {
            throw new ArgumentException($"The matrix has {rowCount} rows; the plan was fitted to {RowCount}.", nameof(values));
        }
        destination = destination[..values.Length];
        MatrixShape.CheckOverlap(values, destination);
        return destination;
    }

    // The k largest rows are one group each; the others are handed out to them in proportion to their ranges. As many rows
    // are small as keep (number of small rows) · (smallest large range) at most the sum of the large ranges.
    void Group(ReadOnlySpan<ulong> keys)
    {
        int count = keys.Length;
        double margin = count == 0 ? 0 : RankingKey.Range(keys[0]) * Margin;
        for (int i = 0; i < count; i++)
        {
            _prefixSums[i + 1] = _prefixSums[i] + RankingKey.Range(keys[i]) + margin;
        }
        int large = margin == 0 ? count : LargeCount(keys, margin);
        int small = count - large, given = 0;
        for (int i = 0; i < large; i++)
        {
            int end = i == large - 1 ? small : (int)Math.Round(small * (_prefixSums[i + 1] / _prefixSums[large]));
            var members = keys[(large + given)..(large + end)];
            var (largeScale, smallScale) = members.Length == 0 ? (1, 1) : HouseholderScales.Of(
                RankingKey.Range(keys[i]) + margin, RankingKey.Range(members[0]) + margin, members.Length + 1);
            AddGroup(RankingKey.Row(keys[i]), members, largeScale, smallScale);
            given = end;
        }
    }

    int LargeCount(ReadOnlySpan<ulong> keys, double margin)
    {
        int count = keys.Length, large = Math.Max(1, count - 1);
        while (large > 1 && (count - large) * (RankingKey.Range(keys[large - 1]) + margin) <= _prefixSums[large])
        {
            large--;
        }
        return large;
    }

    void AddGroup(int first, ReadOnlySpan<ulong> others, float largeScale, float smallScale)
    {
        int at = _starts[GroupCount];
        _rows[at++] = first;
        foreach (ulong key in others)
        {
            _rows[at++] = RankingKey.Row(key);
        }
        (_largeScales[GroupCount], _smallScales[GroupCount]) = (largeScale, smallScale);
        _starts[++GroupCount] = at;
    }
}
