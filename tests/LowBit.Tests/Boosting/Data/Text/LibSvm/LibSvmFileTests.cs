using System.Globalization;
using LowBit.Boosting;

namespace LowBit.Tests;

public class LibSvmFileTests
{
    [Fact]
    public void AnIndexAsWrittenIsTheColumnAndAbsentIsZero()
    {
        var rows = LibSvmText.Read("1 1:2.5 3:-1\n\n0 # empty\n2 0:7 # \"\n");
        Assert.Equal([1, 0, 2], rows.Labels!);
        Assert.Equal(4, rows.Table.ColumnCount);
        Assert.Equal([0, 2.5, 0, -1, 0, 0, 0, 0, 7, 0, 0, 0], LibSvmText.Dense(rows));
        Assert.Equal("t.svm line 4, column 'Column_0'", rows.Table.Describe(2, 0));
        Assert.Null(rows.GroupSizes);
    }

    [Fact]
    public void NeighbouringRowsOfOneQidAreAGroup() =>
        Assert.Equal([2, 1, 1], LibSvmText.Read("1 qid:8 0:1\n0 qid:8\n1 qid:3 0:1\n1 qid:5").GroupSizes!);

    [Fact]
    public void ValuesAreTheNearestDoubles()
    {
        string[] texts = ["0.1", "123456789012345678901234567890e-7", "2.2250738585072011e-308", "-1e-400", "1e999", "9007199254740993"];
        var rows = LibSvmText.Read("0 " + string.Join(' ', texts.Select((text, i) => $"{i}:{text}")));
        Assert.Equal(
            texts.Select(text => BitConverter.DoubleToInt64Bits(double.Parse(text, CultureInfo.InvariantCulture))),
            LibSvmText.Dense(rows).Select(BitConverter.DoubleToInt64Bits));
    }

    [Fact]
    public void ColumnsBehindThoseOfTrainingAreNotLookedAt()
    {
        var rows = LibSvmText.Read("1 0:1 2:3\n0 1:2 9:9\n", columns: 2);
        Assert.Equal([1, 0, 0, 2], LibSvmText.Dense(rows));
    }

    [Theory]
    [InlineData("1 0:1\n1 2:1 2:3", "t.svm line 2: index 2 stands after index 2; indices ascend within a row. Sort them, and leave out what stands twice.")]
    [InlineData("1 3:1 2:3", "t.svm line 1: index 2 stands after index 3; indices ascend within a row. Sort them, and leave out what stands twice.")]
    [InlineData("1,2 0:1", "t.svm line 1: '1,2' are several labels; a row has one. Make a file for each label.")]
    [InlineData("1 0:1\n\n0:1", "t.svm line 3: the row has no label in front of its entries, as the first row has. Put one there.")]
    [InlineData("1 0:1\n1 5", "t.svm line 2: '5' is no index:value. Mend the line.")]
    [InlineData("1 0:1\n1 0:", "t.svm line 2: '0:' holds no number. Mend the line.")]
    [InlineData("1 0:x", "t.svm line 1: '0:x' holds no number. Mend the line.")]
    [InlineData("x 0:1", "t.svm line 1: 'x' holds no number. Mend the line.")]
    [InlineData("nan 0:1", "t.svm line 1: the label is missing; every row needs a finite label: remove the row or fill it in.")]
    [InlineData("-inf 0:1", "t.svm line 1: the label is infinite; every row needs a finite label: remove the row or fill it in.")]
    [InlineData("1 -1:1", "t.svm line 1: index '-1' is no whole number of at least 0. Mend the line.")]
    [InlineData("1 0:1\n1 0.5:1", "t.svm line 2: index '0.5' is no whole number of at least 0. Mend the line.")]
    [InlineData("1 1048576:1", "t.svm line 1: index 1048576 is too large: a file of 11 bytes has indices up to 1048575. Number the columns without large gaps.")]
    [InlineData("1 99999999999999999999:1", "t.svm line 1: index 99999999999999999999 is too large: a file of 24 bytes has indices up to 1048575. Number the columns without large gaps.")]
    [InlineData("1 qid:1 0:1\n1 0:1", "t.svm line 2: the row has no qid:, where the first row has one. Give every row a qid or none.")]
    [InlineData("1 0:1\n1 qid:1 0:1", "t.svm line 2: the row has a qid:, where the first row has none. Give every row a qid or none.")]
    [InlineData("1 qid:x 0:1", "t.svm line 1: 'qid:x': a qid is a whole number of at most 18 digits. Mend the line.")]
    [InlineData("1 qid:1 qid:2", "t.svm line 1: qid: stands behind an entry or twice; it stands once, behind the label. Mend the line.")]
    [InlineData("1 qid:1\n1 qid:2\n1 qid:1 0:1", "t.svm line 3: qid 1 comes back after another one. Put the rows of a group next to each other.")]
    [InlineData("0:1 2:3", "t.svm has no labels: its first row begins with an index:value. Put the label in front of each row.")]
    public void BrokenRulesAreNamedWithTheirLine(string text, string message) => Assert.Equal(message, LibSvmText.Error(text));

    [Fact]
    public void ALabelWhereTheFirstRowHasNoneIsRefused() => Assert.Equal(
        "t.svm line 2: '1' stands where the first row has no label. Give every row a label or none.",
        Assert.Throws<BadDataException>(() => LibSvmText.Read("0:1\n1 0:1", needsLabels: false)).Message);

    [Fact]
    public void AModelsColumnsAreAllowedInAFileOfAnySize()
    {
        var rows = LibSvmText.Read("1 1999999:1\n", columns: 2_000_000);
        Assert.Equal(1, rows.Table.EntryCount);
        Assert.StartsWith("t.svm line 1: index 2000000 is too large", LibSvmText.Error("1 2000000:1", columns: 2_000_000), StringComparison.Ordinal);
    }

    /// <summary>The first of the broken lines is named, whatever thread comes first.</summary>
    [Fact]
    public void ThreadsAndPiecesChangeNothing()
    {
        var lines = Enumerable.Range(0, 4000).Select(row =>
            $"{row % 2} {string.Join(' ', Enumerable.Range(0, (row + 4) % 9).Select(i => FormattableString.Invariant($"{i * 3 + row % 3}:{row * 0.37 + i}")))}").ToList();
        string text = string.Join('\n', lines), broken = text.Replace("\n1 ", "\n1 x ", StringComparison.Ordinal);
        double[] expected = LibSvmText.Dense(LibSvmText.Read(text));
        foreach (int threads in new[] { 1, 3 })
        {
            foreach (int piece in new[] { 7, 100, 5000 })
            {
                var sizes = new TextSizes { BlockBytes = piece, TaskBlocks = 1, BufferBytes = 50 };
                Assert.Equal(expected, LibSvmText.Dense(LibSvmText.Read(text, null, threads, sizes)));
                Assert.StartsWith("t.svm line 2: 'x'",
                    Assert.Throws<BadDataException>(() => LibSvmText.Read(broken, null, threads, sizes)).Message, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void AnEndlessLineIsRefused() => Assert.Equal(
        "t.svm line 1: the line is longer than 64 bytes. Look for missing line ends.",
        Assert.Throws<BadDataException>(() => LibSvmText.Read(
            "1 0:1 " + new string(' ', 500), sizes: new() { MaxRowBytes = 64, BufferBytes = 16 })).Message);
}
