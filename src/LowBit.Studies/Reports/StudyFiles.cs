using System.Text;
using LowBit.Boosting;

namespace LowBit.Studies;

/// <summary>The page and the JSON file of a study; each appears whole or not at all.</summary>
/// <param name="Page">Path of NAME.md.</param>
/// <param name="Result">Path of NAME.json.</param>
sealed record StudyFiles(string Page, string Result)
{
    /// <summary>Null without a folder.</summary>
    /// <exception cref="BadOptionException">The files cannot be written there; found out before the study runs.</exception>
    public static StudyFiles? Of(string name, string? folder)
    {
        if (folder is null)
        {
            return null;
        }
        var files = new StudyFiles(Path.Combine(folder, $"{name}.md"), Path.Combine(folder, $"{name}.json"));
        OutputFile.Check(files.Page);
        OutputFile.Check(files.Result);
        return files;
    }

    public void Write(StudyOutcome outcome)
    {
        using var json = new StringWriter { NewLine = "\n" };
        Json.Write(json, members => StudyJson.Write(members, outcome));
        OutputFile.Write(Result, stream => stream.Write(Encoding.UTF8.GetBytes(json.ToString())));
        OutputFile.Write(Page, stream => stream.Write(Encoding.UTF8.GetBytes(StudyPage.Of(outcome))));
    }
}
