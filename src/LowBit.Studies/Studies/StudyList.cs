using LowBit.Boosting;

namespace LowBit.Studies;

/// <summary>All studies.</summary>
static class StudyList
{
    public static IReadOnlyList<Study> All { get; } = [new Int8Study(), new StatQuantStudy(), new StatQuantCifarStudy(), new DqtStudy()];

    /// <exception cref="BadOptionException">There is none of this name, or no name.</exception>
    public static Study Named(string? name) => All.FirstOrDefault(study => study.Name == name)
        ?? throw new BadOptionException(
            $"{(name is null ? "no study named" : $"unknown study '{name}'")}; allowed: {string.Join(", ", All.Select(study => study.Name))}."
            + (name is null ? "" : NearestName.Question(name, All.Select(study => study.Name))));

    /// <summary>Names and questions.</summary>
    public static void Write(TextWriter writer, bool isJson)
    {
        if (!isJson)
        {
            Columns.Write(writer, ["study", "question"], All.Select(study => (string[])[study.Name, study.Question]));
            return;
        }
        Json.Write(writer, json =>
        {
            json.WriteStartArray("studies");
            foreach (var study in All)
            {
                json.WriteStartObject();
                json.WriteString("name", study.Name);
                json.WriteString("question", study.Question);
                json.WriteEndObject();
            }
            json.WriteEndArray();
        });
    }
}
