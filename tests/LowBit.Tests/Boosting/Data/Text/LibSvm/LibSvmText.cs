using System.Text;
using LowBit.Boosting;

namespace LowBit.Tests;

/// <summary>LibSVM files that never touch the disk.</summary>
static class LibSvmText
{
    internal static LibSvmFormat? FormatOf(string text)
    {
        using var source = ByteSource.Open("t.svm", new MemoryStream(Encoding.UTF8.GetBytes(text)));
        return LibSvmFormat.Of(source, TextSizes.Default);
    }

    internal static LibSvmRows Read(string text, int? columns = null, int threads = 1, TextSizes? sizes = null, bool needsLabels = true)
    {
        var source = ByteSource.Open("t.svm", new MemoryStream(Encoding.UTF8.GetBytes(text))); // errors look at it later
        var format = LibSvmFormat.Of(source, TextSizes.Default)!.Value;
        return LibSvmFile.Read(source, format, new(needsLabels, columns, threads), sizes ?? TextSizes.Default);
    }

    internal static string Error(string text, int? columns = null) =>
        Assert.Throws<BadDataException>(() => Read(text, columns)).Message;

    internal static double[] Dense(LibSvmRows rows)
    {
        var dense = new double[rows.Table.RowCount * rows.Table.ColumnCount];
        rows.Table.Read(0, rows.Table.RowCount, dense);
        return dense;
    }

    internal static void AssertSame(NaiveLibSvm naive, LibSvmRows rows)
    {
        Assert.Equal(naive.Rows.Count, rows.Table.RowCount);
        Assert.Equal(naive.ColumnCount, rows.Table.ColumnCount);
        Assert.Equal(naive.Labels.Select(BitConverter.DoubleToInt64Bits), (rows.Labels ?? []).Select(BitConverter.DoubleToInt64Bits));
        var block = new SparseRows();
        rows.Table.Read(0, rows.Table.RowCount, block);
        Assert.Equal(naive.Rows.SelectMany(row => row.Keys), block.Columns.ToArray());
        Assert.Equal(
            naive.Rows.SelectMany(row => row.Values).Select(BitConverter.DoubleToInt64Bits),
            block.Values.ToArray().Select(BitConverter.DoubleToInt64Bits));
        Assert.Equal(naive.Rows.Select(row => row.Count), block.RowEnds.ToArray().Select((end, row) => end - (row == 0 ? 0 : block.RowEnds[row - 1])));
        int[]? sizes = naive.Groups.Count == 0 ? null : [.. naive.Groups.CountBy(group => group).Select(pair => pair.Value)];
        Assert.Equal(sizes, rows.GroupSizes);
    }
}
