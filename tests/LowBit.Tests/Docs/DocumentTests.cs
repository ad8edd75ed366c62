using System.Text.RegularExpressions;

namespace LowBit.Tests;

public partial class DocumentTests
{
    public static TheoryData<string> Documents =>
        [.. Repository.Files("docs", "*.md").Concat(Directory.EnumerateFiles(Repository.Root, "*.md"))
            .Select(path => Path.GetRelativePath(Repository.Root, path))];

    [Theory]
    [MemberData(nameof(Documents))]
    public void LinksLeadToFiles(string document)
    {
        string folder = Path.GetDirectoryName(Path.Combine(Repository.Root, document))!;
        var targets = Link().Matches(Repository.Read(document)).Select(match => match.Groups[1].Value.Split('#')[0])
            .Where(target => target.Length > 0 && !target.Contains("://", StringComparison.Ordinal));
        Assert.All(targets, target => Assert.True(Path.Exists(Path.Combine(folder, target)), target));
    }

    [Fact]
    public void EveryPaperThatIsCitedIsListed()
    {
        string papers = Repository.Read("docs", "papers.md");
        var cited = Repository.Files("src", "*.cs").Concat(Repository.Files("docs", "*.md"))
            .SelectMany(path => Key().Matches(File.ReadAllText(path))).Select(match => match.Value).Distinct();
        Assert.All(cited, key => Assert.Contains($"| {key} |", papers, StringComparison.Ordinal));
    }

    [Fact]
    public void CodeOfTheReadmeStandsInItsSample()
    {
        string readme = Repository.Read("README.md");
        string code = readme.Split("```csharp\n")[1].Split("```")[0];
        Assert.Contains(code, Repository.Read("samples", "train-from-csv.cs"), StringComparison.Ordinal);
        Assert.True(readme.Count(sign => sign == '\n') <= 150);
    }

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"\[[A-Z][a-z]+\d\d\]")]
    private static partial Regex Key();
}
