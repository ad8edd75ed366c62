using System.Text;
using CsCheck;
using LowBit.Boosting;

namespace LowBit.Tests;

/// <summary>
/// Any table, plain or packed, cut into pieces of any size and opened by any number of threads, next to the naive reader.
/// </summary>
public class TextTableProperties
{
    static readonly Gen<string> Number = Gen.OneOf(
        Gen.Int[-1000, 1000].Select(i => $"{i}"),
        Gen.Double[-10, 10].Select(x => FormattableString.Invariant($"{x:R}")),
        Gen.OneOf("1e5", "+3", ".5", "inf", "-Infinity", " 7 ", "\"8\"", " \" 9\" ", "123456789012345678901234567890"));

    static readonly Gen<string> Missing = Gen.OneOf("", "NA", "?", " null ", "\"\"", "nan", "\"N/A\"", "None", " ");

    static readonly Gen<string> Text = Gen.OneOf(
        Gen.OneOf("a", "b", " b", "ä", "日本", "\U0001F600", "\uFFFD", "none"),
        Gen.OneOf("\"\"\"\"", "\"a\"\"b\"", "\"a,b\"", "\"\n\"", "\"x\r\ny\"", "\"\n\n\""),
        Gen.OneOf("a", "\"\"", ",", "\n", "\r\n", ";", "\t", " ", "'").Array[0, 90]
            .Select(parts => $"\"{string.Concat(parts)}\""));

    // What a column of each kind may hold: numbers, numbers or missing, text or missing, anything.
    static readonly string[] Kinds = ["000", "0001", "2221", "02221"];

    static readonly Gen<Func<string, string>> Cell =
        from number in Number
        from missing in Missing
        from text in Text
        from pick in Gen.Int[0, 99]
        select (Func<string, string>)(kind => kind[pick % kind.Length] switch
        {
            '0' => number,
            '1' => missing,
            _ => text,
        });

    static readonly Gen<string> LineEnd = Gen.OneOf("\n", "\n", "\r\n", "\n\n", "\r\n\r\n", "\n\r\n\n");

    static readonly Gen<(byte[] Bytes, TextTableOptions Options)> Table =
        from delimiter in Gen.OneOf(',', ';', '\t')
        from columns in Gen.OneOf(Kinds).Array[1, 12]
        from rows in Gen.Int[1, 40]
        from cells in Cell.Array[rows * columns.Length]
        from ends in LineEnd.Array[rows + 1]
        from header in Gen.Bool
        from mark in Gen.Bool
        from tail in Gen.OneOf("", "\n", "\r\n", "\r\n\n")
        select (Bytes(columns, cells, ends, delimiter, header, mark, tail), new TextTableOptions
        {
            HasHeader = header,
            Delimiter = delimiter,
            TextColumns = ["c0"],
            CategoricalColumns = ["c1"],
        });

    static readonly Gen<(TextSizes Sizes, int Threads)> Cut =
        from block in Gen.Int[1, 100]
        from task in Gen.Int[1, 3]
        from buffer in Gen.Int[1, 200]
        from rows in Gen.Int[1, 7]
        from threads in Gen.Int[1, 8]
        from vector in Gen.OneOf(0, 0, int.MaxValue)
        let sizes = new TextSizes { BlockBytes = block, TaskBlocks = task, BufferBytes = buffer, TaskRows = rows, VectorBytes = vector }
        select (sizes, threads);

    [Fact]
    public void AnyCutGivesWhatTheNaiveReaderReads() => Gen.Select(Table, Cut, Gen.Bool).Sample((table, cut, packed) =>
    {
        var naive = NaiveTable.Read(table.Bytes, table.Options);
        var options = table.Options with { ThreadCount = cut.Threads };
        using var text = TextTables.Open(packed ? TextTables.GZip(table.Bytes) : table.Bytes, options, cut.Sizes);
        SameTable(naive, text);
    }, iter: 1_000, threads: 1);

    [Fact]
    public void AnyPartIsThatPartOfTheWhole() =>
        Gen.Select(Table, Cut, Gen.Int[0, 40], Gen.Int[0, 40], Gen.Int[0, 40].Array[0, 20])
            .Sample((table, cut, first, count, chosen) =>
            {
                using var text = TextTables.Open(table.Bytes, table.Options, cut.Sizes);
                double[] whole = text.Values();
                int width = text.ColumnCount;
                first = Math.Min(first, text.RowCount);
                double[] range = new double[Math.Min(count, text.RowCount - first) * width];
                text.Read(first, range.Length / width, range);
                Assert.Equal(whole.Skip(first * width).Take(range.Length), range);
                int[] rows = [.. chosen.Select(row => row % text.RowCount).Order()];
                double[] picked = new double[rows.Length * width];
                text.Read(rows, picked);
                Assert.Equal(rows.SelectMany(row => whole.Skip(row * width).Take(width)), picked);
            }, iter: 500, threads: 1);

    [Fact]
    public void ThreadsReadAtTheSameTimeWhatOneReads()
    {
        string text = string.Concat(Enumerable.Range(0, 20_000).Select(i => $"{i},\"t{i % 7}\n\",{i * 0.1:F5}\n"));
        using var table = TextTables.Open(Encoding.UTF8.GetBytes(text), new() { HasHeader = false, ThreadCount = 4 });
        double[] whole = table.Values();
        double[] parallel = new double[whole.Length];
        Parallel.For(0, 200, part => table.Read(part * 100, 100, parallel.AsSpan(part * 300, 300)));
        Assert.Equal(whole, parallel);
    }

    static void SameTable(NaiveTable naive, TextTable table)
    {
        Assert.Equal(naive.Names, table.ColumnNames);
        Assert.Equal(naive.Rows.Count, table.RowCount);
        Assert.Equal(naive.Texts, Enumerable.Range(0, table.ColumnCount).Select(table.Texts));
        Assert.Equal(naive.Values.Select(BitConverter.DoubleToInt64Bits),
            table.Values().Select(BitConverter.DoubleToInt64Bits));
        int row = naive.Rows.Count / 2;
        string place = $"{TextTables.Name} line {naive.Rows[row].Line}, column {(naive.Names is null ? "0" : "'c0'")}";
        Assert.Equal(place, table.Describe(row, 0));
    }

    static byte[] Bytes(
        string[] columns, Func<string, string>[] cells, string[] ends, char delimiter, bool header, bool mark, string tail)
    {
        int width = columns.Length;
        var text = new StringBuilder(mark ? "\uFEFF" : "");
        if (header)
        {
            text.AppendJoin(delimiter, Enumerable.Range(0, width).Select(i => $"c{i}")).Append(ends[^1]);
        }
        string[] fields = [.. cells.Select((cell, i) => i == 0 ? "1" : cell(columns[i % width]))];
        foreach (var (i, row) in fields.Chunk(width).Index())
        {
            text.AppendJoin(delimiter, row).Append(i < ends.Length - 2 ? ends[i] : tail);
        }
        return Encoding.UTF8.GetBytes(text.ToString());
    }
}
