using System.Text;
using LowBit.Boosting;

namespace LowBit.Tests;

public class TextTableTests
{
    const double NaN = double.NaN;

    [Theory]
    [InlineData("1,2\n3,4\n")]
    [InlineData("1,2\n3,4")]
    [InlineData("1,2\r\n3,4\r\n")]
    [InlineData("1,2\r\n3,4\r")]
    [InlineData("1,2\n3,4\n\n\r\n\n")]
    [InlineData("\n\n1,2\n\n\r\n3,4")]
    [InlineData("\uFEFF1,2\n3,4\n")]
    [InlineData(" 1 ,\t2\n+3,4.0 ")]
    [InlineData("\"1\",2\n 3 , \"4\" \r\n")]
    [InlineData("1;2\n3;4")]
    [InlineData("1\t2\r\n3\t4")]
    public void LineEndsBlanksAndQuotesChangeNoNumber(string text)
    {
        using var table = TextTables.Open(text);
        Assert.Equal([1.0, 2.0, 3.0, 4.0], table.Values());
        Assert.Null(table.ColumnNames);
        Assert.Null(table.Texts(0));
    }

    [Fact]
    public void BlankLineInsideAFileOfOneColumnIsAMissingField()
    {
        using var table = TextTables.Open("\n1\n\n\r\n2\n\"\"\n3\n\n");
        Assert.Equal([1.0, NaN, NaN, 2.0, NaN, 3.0], table.Values());
        using var named = TextTables.Open("x\n\n1\n");
        Assert.Equal([NaN, 1.0], named.Values());
    }

    [Fact]
    public void MissingMarksAreNaN()
    {
        string marks = string.Join(',', new TextTableOptions().MissingMarks) + ", NA ,\"?\", \"\" ,-nan,nAN";
        using var table = TextTables.Open("1" + new string(',', marks.Count(c => c == ',')) + "\n" + marks + "\n");
        Assert.All(table.Values()[table.ColumnCount..], value => Assert.Equal(NaN, value));
    }

    [Fact]
    public void MarksOfTheCallerReplaceTheOthers()
    {
        var options = new TextTableOptions { MissingMarks = ["-999", "none"], HasHeader = false };
        using var table = TextTables.Open("1,-999,none,x\n-999.0,-9.99e2,2,none\n", options);
        Assert.Equal([1.0, NaN, NaN, 0.0, NaN, NaN, 2.0, NaN], table.Values());
        using var namibia = TextTables.Open("NA,1\nDE,2\n", options);
        Assert.Equal(["DE", "NA"], namibia.Texts(0));
        string error = TextTables.Error("1,2\n3,\n", options with { NumericColumns = ["1"] });
        Assert.Contains("column 1: '' is neither a number nor missing", error, StringComparison.Ordinal);
    }

    [Fact]
    public void TextsAreCodedInTheOrderOfTheirUtf8Bytes()
    {
        using var table = TextTables.Open("x\nb\n\U0001F600\n\uFFFD\n\n\"a\"\"b\"\nZ\n b\nb\n?\n\"b\"\n");
        Assert.Equal([" b", "Z", "a\"b", "b", "\uFFFD", "\U0001F600"], table.Texts(0));
        Assert.Equal([3, 5, 4, NaN, 2, 1, 0, 3, NaN, 3], table.Values());
    }

    [Fact]
    public void TextAmongTheFirstThousandRowsMakesAColumnText()
    {
        string text = "x\n" + string.Concat(Enumerable.Repeat("1\n", 999)) + "a\n1\n";
        using var table = TextTables.Open(text);
        Assert.Equal(["1", "a"], table.Texts(0));
    }

    [Fact]
    public void TextAfterTheFirstThousandRowsIsAnError()
    {
        string text = "x,age\n" + string.Concat(Enumerable.Repeat("1,2\n", 1000)) + "1,abc\n1,2\n";
        Assert.Equal("t.csv line 1002, column 'age': 'abc' is neither a number nor missing. The first 1000 rows hold "
            + "no text: mend it, or give --categorical age.", TextTables.Error(text));
        string nameless = text[6..].Replace("abc", new string('z', 50));
        Assert.Equal($"t.csv line 1001, column 1: '{new string('z', 40)}…' is neither a number nor missing. The first 1000 "
            + "rows hold no text: mend it, or give --categorical 1.", TextTables.Error(nameless));
    }

    [Fact]
    public void CategoricalColumnIsTextOnlyIfAnyOfAllItsFieldsIs()
    {
        string text = "x,y\n" + string.Concat(Enumerable.Repeat("7,8\n,nan\n", 600)) + "abc,8\n";
        using var table = TextTables.Open(text, new() { CategoricalColumns = ["x", "y"] });
        Assert.Equal(["7", "abc"], table.Texts(0));
        Assert.Null(table.Texts(1));
        Assert.Equal([0.0, 8.0, NaN, NaN], table.Values()[..4]);
    }

    [Fact]
    public void TextColumnKeepsTheSpellingOfItsNumbers()
    {
        using var table = TextTables.Open("zip,y\n01234,1\n1234,2\n1234.0,3\n", new() { TextColumns = ["zip", "unknown"] });
        Assert.Equal(["01234", "1234", "1234.0"], table.Texts(0));
        using var byIndex = TextTables.Open("1,2\n3,4\n", new() { TextColumns = ["1"] });
        Assert.Equal(["2", "4"], byIndex.Texts(1));
    }

    [Fact]
    public void TextInANumericColumnIsAnErrorFromTheFirstRowOn() => Assert.Equal(
        "t.csv line 2, column 'x': 'abc' is neither a number nor missing. The column holds numbers: mend it.",
        TextTables.Error("x,y\nabc,1\n", new() { NumericColumns = ["x"] }));

    [Fact]
    public void ColumnOfMissingFieldsIsNumeric()
    {
        using var table = TextTables.Open("x,y\n,1\nNA,2\n");
        Assert.Equal([NaN, 1.0, NaN, 2.0], table.Values());
    }

    [Fact]
    public void WrongFieldCountIsAnErrorWithItsPhysicalLine()
    {
        const string remedy = "Mend the line; a text that holds the delimiter stands in quotes.";
        string many = "a,b\n\n\"x\ny\",1\r\n" + string.Concat(Enumerable.Repeat("z,1\n", 2000));
        Assert.Equal($"t.csv line 2005: 3 fields, where the first line has 2. {remedy}", TextTables.Error(many + "z,1,2\n"));
        Assert.Equal($"t.csv line 2005: 1 fields, where the first line has 2. {remedy}", TextTables.Error(many + "z\nz,1\n"));
    }

    [Fact]
    public void QuoteInTheMiddleOfATextIsAnErrorWithItsLine() => Assert.Equal(
        "t.csv line 3, column 'b': a quote in the middle of '5\" and 6\"'. Put the whole field in quotes and write each "
        + "quote in it twice.", TextTables.Error("a,b\n1,x\n2,5\" and 6\"\n"));

    [Fact]
    public void QuoteThatIsNeverClosedIsAnErrorWithItsLine()
    {
        Assert.Equal("t.csv line 4: a quote is opened in this row and never closed. Close it; a quote that is part of a text "
            + "is written twice.", TextTables.Error("a,b\n\"x\n\",1\n\"y,2\nz,3\n"));
        Assert.Equal("t.csv line 2, column 'a': a quote in the middle of '\"z\"5'. Put the whole field in quotes and write each "
            + "quote in it twice.", TextTables.Error("a,b\n\"z\"5,1\n\"y,2\n"));
    }

    [Fact]
    public void FieldStandsOnItsOwnLineOfARow()
    {
        using var table = TextTables.Open("a,b,c\n1,\"x\n\ny\",2\n3,z,4\n");
        Assert.Equal("t.csv line 2, column 'b'", table.Describe(0, 1));
        Assert.Equal("t.csv line 4, column 'c'", table.Describe(0, 2));
        Assert.Equal("t.csv line 5, column 'a'", table.Describe(1, 0));
    }

    [Theory]
    [InlineData("")]
    [InlineData("\uFEFF")]
    [InlineData("\n\r\n\n")]
    public void FileWithoutALineIsAnError(string text) =>
        Assert.Equal("t.csv is empty. Give a table with at least one row of data.", TextTables.Error(text));

    [Theory]
    [InlineData("a,b")]
    [InlineData("a,b\r\n\r\n")]
    public void HeaderAloneIsAnError(string text) => Assert.Equal("t.csv has a header and no rows of data. "
        + "Add rows; if the first line holds data, give --header false.", TextTables.Error(text));

    [Fact]
    public void OneRowIsATable()
    {
        using var table = TextTables.Open("1");
        Assert.Equal([1.0], table.Values());
    }

    [Fact]
    public void BytesThatAreNotTextAreAnError()
    {
        string far = "x,y\n" + string.Concat(Enumerable.Repeat("1,2\n", 3000));
        const string remedy = "not UTF-8 text. Save the table as UTF-8 CSV.";
        Assert.Equal($"t.csv line 3002: {remedy}", TextTables.Error(far + "1,\02\n"));
        Assert.Equal($"t.csv line 2: {remedy}", TextTables.Error("a,b\n\0,2\n"));
        byte[] utf16 = [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes("a,b\n1,2\n")];
        Assert.Equal($"t.csv line 1: {remedy}", TextTables.Error(utf16));
        Assert.Equal("t.csv line 2, column 'b': a text that is not UTF-8. Save the table as UTF-8.",
            TextTables.Error([.. "a,b\n1,"u8, 0xE4, .. "\n"u8]));
    }

    [Fact]
    public void MoreRowsThanATableHoldsAreAnError()
    {
        var source = ByteSource.Open("t.csv", new MemoryStream("1\n2\n3\n4\n"u8.ToArray()));
        var error = Assert.Throws<BadDataException>(() => TextTable.Open(source, new(), new TextSizes { MaxRows = 3 }));
        Assert.Equal("t.csv has more than 3 rows, the most that a table holds. Train on a sample of them.", error.Message);
    }

    [Fact]
    public void RowWithoutEndIsAnError()
    {
        var source = ByteSource.Open("t.csv", new MemoryStream(Encoding.UTF8.GetBytes(new string('1', 5000) + "\n2\n")));
        var sizes = new TextSizes { BufferBytes = 64, MaxRowBytes = 1000 };
        var error = Assert.Throws<BadDataException>(() => TextTable.Open(source, new(), sizes));
        Assert.Equal("t.csv line 1: the row is longer than 1000 bytes. Look for a quote that is never closed, or for missing "
            + "line ends.", error.Message);
    }

    [Fact]
    public void RowLongerThanTheBufferIsRead()
    {
        string row = string.Join(',', Enumerable.Range(0, 20_000));
        using var table = TextTables.Open($"{row}\n{row}\n");
        Assert.Equal(Enumerable.Range(0, 40_000).Select(i => (double)(i % 20_000)), table.Values());
    }

    [Fact]
    public void NegativeThreadCountIsAnError() => Assert.Equal(
        "The thread count is -1. Give 0 for all processors, or 1 and more.",
        Assert.Throws<BadOptionException>(() => TextTable.Open("t.csv", new() { ThreadCount = -1 })).Message);

    [Fact]
    public void RowsMayRepeatAndGoBack()
    {
        using var table = TextTables.Open("1\n2\n3\n");
        double[] values = new double[5];
        table.Read([2, 2, 0, 1, 0], values);
        Assert.Equal([3.0, 3.0, 1.0, 2.0, 1.0], values);
    }

    [Fact]
    public void RowsOutsideTheTableThrow()
    {
        using var table = TextTables.Open("1,2\n3,4\n");
        double[] row = new double[2];
        Assert.Throws<ArgumentOutOfRangeException>(() => table.Read(2, 1, row));
        Assert.Throws<ArgumentOutOfRangeException>(() => table.Read(-1, 1, row));
        Assert.Throws<ArgumentOutOfRangeException>(() => table.Read(0, 2, row));
        Assert.Throws<ArgumentOutOfRangeException>(() => table.Read([2], row));
        Assert.Throws<ArgumentOutOfRangeException>(() => table.Describe(2, 0));
        table.Read(2, 0, []);
        table.Read([], []);
    }

    [Fact]
    public void ReadsAllocateNothingOnceABufferIsThere()
    {
        using var table = TextTables.Open(string.Concat(Enumerable.Range(0, 5000).Select(i =>
            FormattableString.Invariant($"{i},\"t\"\"{i % 9}\",{i / 7.0:R},NA,1e{i % 9}\n"))));
        double[] values = table.Values();
        int[] rows = [1, 4, 9, 4000];
        table.Read(rows, values.AsSpan(0, 4 * table.ColumnCount));
        long before = GC.GetAllocatedBytesForCurrentThread();
        table.Read(0, table.RowCount, values);
        table.Read(rows, values.AsSpan(0, 4 * table.ColumnCount));
        // one object a row would be 120,000 bytes; a pooled buffer may have been trimmed by another test's collection
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 80_000);
    }
}
