using LowBit.Boosting;

namespace LowBit.Tests;

public sealed class SideFilesTests : IDisposable
{
    readonly CommandFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    Dataset Load(string name = "t.csv", DatasetOptions? options = null)
    {
        if (name.EndsWith(".gz", StringComparison.Ordinal))
        {
            _folder.WriteGZip(name, "y,x", "0,1", "1,2", "0,3");
        }
        else
        {
            _folder.Write(name, "y,x", "0,1", "1,2", "0,3");
        }
        return Dataset.FromFile(_folder[name], (options ?? new()) with { MinDataInBin = 1 });
    }

    string Refusal(string ending, string lines, DatasetOptions? options = null)
    {
        _folder.Write("t.csv" + ending, lines.Split('|'));
        return Assert.Throws<BadDataException>(() => Load(options: options)).Message.Replace(_folder["t.csv"], "t.csv", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("t.csv", "t.csv"), InlineData("t.csv.gz", "t.csv.gz"), InlineData("t.csv.gz", "t.csv")]
    public void FilesBesideTheDataAreRead(string data, string stem)
    {
        foreach (bool packed in new[] { false, true })
        {
            void Write(string ending, params string[] lines)
            {
                if (packed)
                {
                    File.Delete(_folder[stem + ending]);
                    _folder.WriteGZip(stem + ending + ".gz", lines);
                }
                else
                {
                    _folder.Write(stem + ending, lines);
                }
            }
            Write(".weight", "0.5", " 2\r", "", "0");
            Write(".init", "1\t-1", "2\t-2", "3\t1e-3");
            Write(packed ? ".group" : ".query", "2", "1");
            if (packed)
            {
                File.Delete(_folder[stem + ".query"]);
            }
            var set = Load(data);
            Assert.Equal([0.5, 2, 0], set.Weights.ToArray());
            Assert.Equal([1, 2, 3, -1, -2, 1e-3], set.InitScoreValues!);
            Assert.Equal([0, 2, 3], set.GroupStarts!);
        }
    }

    [Fact]
    public void FromCsvReadsTheFileAlone()
    {
        _folder.Write("t.csv.weight", "1");
        string path = _folder.Write("t.csv", "y,x", "0,1", "1,2");
        Assert.True(Dataset.FromCsv(path).Weights.IsEmpty);
    }

    [Fact]
    public void ValidationFilesHaveTheirOwn()
    {
        var training = Load();
        _folder.Write("v.csv.weight", "4", "5", "6");
        _folder.Write("v.csv.init", "1", "2", "3");
        var valid = Load("v.csv", new() { Reference = training });
        Assert.True(training.Weights.IsEmpty);
        Assert.Equal([4, 5, 6], valid.Weights.ToArray());
        Assert.Equal([1, 2, 3], valid.InitScoreValues!);
    }

    [Theory]
    [InlineData(".weight", "1|2", "t.csv.weight has 2 lines with numbers; t.csv has 3 rows. One line a row is needed.")]
    [InlineData(".weight", "1|-2|3", "t.csv.weight line 2: -2 is no weight; weights are finite and 0 or more.")]
    [InlineData(".weight", "1||inf|3", "t.csv.weight line 3: Infinity is no weight; weights are finite and 0 or more.")]
    [InlineData(".weight", "1|two|3", "t.csv.weight line 2: 'two' is no number. Mend the line.")]
    [InlineData(".weight", "1 1|2 2|3 3", "t.csv.weight has 2 numbers on a line; it holds one weight a line.")]
    [InlineData(".weight", "1|2 2|3", "t.csv.weight line 2: 2 numbers, where the first line has 1. Mend the line.")]
    [InlineData(".query", "1|1", "t.csv.query: the sizes of 2 groups add up to 2; t.csv has 3 rows.")]
    [InlineData(".group", "0|3", "t.csv.group line 1: 0 is no size of a group; sizes are whole numbers of at least 1.")]
    [InlineData(".group", "1.5|1.5", "t.csv.group line 1: 1.5 is no size of a group; sizes are whole numbers of at least 1.")]
    [InlineData(".init", "1|nan|3", "t.csv.init line 2: NaN is no initial score; initial scores are finite numbers.")]
    [InlineData(".init", "1|2|3|4", "t.csv.init has 4 lines with numbers; t.csv has 3 rows. One line a row is needed.")]
    public void FilesThatDoNotFitAreRefused(string ending, string lines, string message) =>
        Assert.Equal(message, Refusal(ending, lines));

    [Fact]
    public void TwoSourcesOfOneThingAreRefused()
    {
        Assert.Equal(
            "t.csv.weight holds weights of t.csv, and others are given too. Rename the file, or do not give others.",
            Refusal(".weight", "1|2|3", new() { Weights = [1, 2, 3] }));
        File.Delete(_folder["t.csv.weight"]);
        Assert.StartsWith("t.csv.init holds initial scores of t.csv, and others", Refusal(".init", "1|2|3", new() { InitScoreColumns = ["x"] }), StringComparison.Ordinal);
        File.Delete(_folder["t.csv.init"]);
        _folder.Write("t.csv.query", "3");
        Assert.Equal("t.csv.query and t.csv.group both hold sizes of groups of t.csv. Remove one of them.", Refusal(".group", "3"));
    }

    [Theory]
    [InlineData("2|1", null), InlineData("1|2", "t.svm.query has other groups than the qid: of t.svm. Remove the file, or correct it.")]
    public void GroupsOfAFileAgreeWithItsQids(string sizes, string? message)
    {
        string path = _folder.Write("t.svm", "1 qid:1 0:1", "0 qid:1 0:2", "1 qid:2");
        _folder.Write("t.svm.query", sizes.Split('|'));
        var error = Record.Exception(() => Dataset.FromFile(path));
        Assert.Equal(message, error?.Message.Replace(path, "t.svm", StringComparison.Ordinal));
    }

    [Fact]
    public void ColumnsGiveGroupsAndInitialScores()
    {
        string path = _folder.Write("t.csv", "y,q,x,s,t", "0,a,1,0.5,1", "1,a,2,0.25,2", "0,b,3,-1,3");
        var options = new DatasetOptions { Group = "q", InitScoreColumns = ["s", "t"], MinDataInBin = 1 };
        var training = Dataset.FromFile(path, options);
        var valid = Dataset.FromFile(path, options with { Reference = training });
        foreach (var set in new[] { training, valid })
        {
            Assert.Equal([0, 2, 3], set.GroupStarts!);
            Assert.Equal([0.5, 0.25, -1, 1, 2, 3], set.InitScoreValues!);
            Assert.Equal([1], set.Features.Select(feature => feature.Index));
        }
        _folder.Write("t.csv", "y,q,x", "0,a,1", "1,b,2", "0,a,3");
        Assert.EndsWith("line 4, column 'q': the group comes back after another one. Put the rows of a group next to each other.",
            Assert.Throws<BadDataException>(() => Dataset.FromFile(path, new() { Group = "q" })).Message, StringComparison.Ordinal);
        _folder.Write("t.csv", "y,q,x", "0,1,1", "1,,2");
        Assert.EndsWith("line 3, column 'q' is missing; every row needs the id of its group.",
            Assert.Throws<BadDataException>(() => Dataset.FromFile(path, new() { Group = "q" })).Message, StringComparison.Ordinal);
    }
}
