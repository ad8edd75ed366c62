using System.CommandLine;

namespace LowBit.Studies;

/// <summary><c>lowbit-study list</c>: which studies there are.</summary>
sealed class ListVerb : Command
{
    readonly Option<bool> _json = new("--json") { Description = "One JSON object on standard output." };

    public ListVerb(Session session) : base("list", "Names the studies and their questions.")
    {
        Add(_json);
        SetAction(result => Run(result.GetValue(_json), session));
    }

    static void Run(bool isJson, Session session)
    {
        if (!isJson)
        {
            Columns.Write(session.Out, ["study", "question"], StudyList.All.Select(study => (string[])[study.Name, study.Question]));
            return;
        }
        Json.Write(session.Out, json =>
        {
            json.WriteStartArray("studies");
            foreach (var study in StudyList.All)
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
