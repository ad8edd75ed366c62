using System.IO.Compression;
using System.Text;
using LowBit.Boosting;

namespace LowBit.Tests;

/// <summary>Tables of text that never touch the disk.</summary>
static class TextTables
{
    internal const string Name = "t.csv";

    static readonly TextTableOptions Plain = new() { ThreadCount = 1 };

    internal static TextTable Open(string text, TextTableOptions? options = null) =>
        Open(Encoding.UTF8.GetBytes(text), options);

    internal static TextTable Open(byte[] bytes, TextTableOptions? options = null, TextSizes? sizes = null) =>
        TextTable.Open(ByteSource.Open(Name, new MemoryStream(bytes)), options ?? Plain, sizes ?? TextSizes.Default);

    internal static double[] Values(this TextTable table)
    {
        var values = new double[table.RowCount * table.ColumnCount];
        table.Read(0, table.RowCount, values);
        return values;
    }

    internal static string Error(string text, TextTableOptions? options = null) =>
        Error(Encoding.UTF8.GetBytes(text), options);

    /// <summary>The error of opening a table or else of reading it.</summary>
    internal static string Error(byte[] bytes, TextTableOptions? options = null) => Assert.Throws<BadDataException>(() =>
    {
        using var table = Open(bytes, options);
        table.Values();
    }).Message;

    internal static byte[] GZip(byte[] bytes, CompressionLevel level = CompressionLevel.Fastest)
    {
        using var packed = new MemoryStream();
        using (var stream = new GZipStream(packed, level))
        {
            stream.Write(bytes);
        }
        return packed.ToArray();
    }
}
