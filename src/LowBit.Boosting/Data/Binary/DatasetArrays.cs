namespace LowBit.Boosting;

/// <summary>The long arrays of a binned data set, in the order of the file.</summary>
sealed class DatasetArrays
{
    public required double[] Labels { get; init; }

    public double[]? Weights { get; init; }

    /// <summary>Class-major.</summary>
    public double[]? InitScores { get; init; }

    public int[]? GroupStarts { get; init; }

    public required NativeBuffer<byte>[] Bytes { get; init; }

    public required NativeBuffer<ushort>[] Words { get; init; }

    /// <summary>[sparse columns] rows and bins of the entries.</summary>
    public required (int[] Rows, ushort[] Bins)[] Sparse { get; init; }

    public static void Write(Dataset data, SectionWriter sections)
    {
        sections.Write<double>(data.LabelValues);
        if (data.WeightValues is { } weights)
        {
            sections.Write<double>(weights);
        }
        if (data.InitScoreValues is { } scores)
        {
            sections.Write<double>(scores);
        }
        if (data.GroupStarts is { } starts)
        {
            sections.Write<int>(starts);
        }
        var stored = data.Bins.Stored;
        foreach (var column in stored.Bytes)
        {
            sections.Write<byte>(column.AsSpan(0, data.RowCount));
        }
        foreach (var column in stored.Words)
        {
            sections.Write<ushort>(column.AsSpan(0, data.RowCount));
        }
        foreach (var column in stored.Sparse)
        {
            sections.Write(column.Rows);
            sections.Write(column.Bins);
        }
    }

    public static DatasetArrays Read(DatasetSizes sizes, SectionReader sections)
    {
        int rows = sizes.RowCount;
        return new()
        {
            Labels = sections.ReadArray<double>(rows),
            Weights = sizes.HasWeights ? sections.ReadArray<double>(rows) : null,
            InitScores = sizes.InitScoreCount >= 0 ? sections.ReadArray<double>(sizes.InitScoreCount) : null,
            GroupStarts = sizes.GroupStartCount >= 0 ? sections.ReadArray<int>(sizes.GroupStartCount) : null,
            Bytes = ReadColumns(sizes.ByteColumns, sections, _ => sections.Read<byte>(rows)),
            Words = ReadColumns(sizes.WordColumns, sections, _ => sections.Read<ushort>(rows)),
            Sparse = ReadColumns(sizes.SparseCounts.Length, sections, i =>
                (sections.ReadArray<int>(sizes.SparseCounts[i]), sections.ReadArray<ushort>(sizes.SparseCounts[i]))),
        };
    }

    static T[] ReadColumns<T>(int count, SectionReader sections, Func<int, T> read)
    {
        if (count < 0 || count > sections.Left)
        {
            throw new FormatException("more columns than bytes");
        }
        var columns = new T[count];
        for (int i = 0; i < count; i++)
        {
            columns[i] = read(i);
        }
        return columns;
    }

    /// <exception cref="FormatException">A value is outside what the header says.</exception>
    public void Check(DatasetHeader header)
    {
        Require(header.Sizes.RowCount > 0 && Labels.All(double.IsFinite), "labels that are not finite");
        Require(Weights?.All(weight => double.IsFinite(weight) && weight >= 0) ?? true, "weights that are none");
        Require(
            InitScores is null || InitScores.Length > 0 && InitScores.Length % header.Sizes.RowCount == 0 && InitScores.All(double.IsFinite),
            "initial scores that are none");
        Require(
            GroupStarts is null || GroupStarts.Length > 1 && GroupStarts[0] == 0 && GroupStarts[^1] == header.Sizes.RowCount
                && GroupStarts.Zip(GroupStarts.Skip(1)).All(pair => pair.First < pair.Second), "groups that are none");
    }

    internal static void Require(bool holds, string fault)
    {
        if (!holds)
        {
            throw new FormatException(fault);
        }
    }
}
