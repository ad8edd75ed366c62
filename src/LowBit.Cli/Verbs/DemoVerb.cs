using System.CommandLine;
using System.Text.Json;
using LowBit.Boosting;

namespace LowBit.Cli;

/// <summary><c>lowbit demo</c>: how many bits does the adult census need?</summary>
sealed class DemoVerb : Command
{
    static readonly int[] Widths = [2, 3, 4, 32];

    readonly Option<bool> _json = new("--json") { Description = "One JSON object on standard output." };

    public DemoVerb(Session session) : base("demo", "Trains on data that comes with the command, at 2, 3, 4 and 32 bits; writes nothing.")
    {
        Add(_json);
        SetAction(result => Run(result, session));
    }

    void Run(ParseResult result, Session session)
    {
        var (train, test) = AdultCensus.Load();
        var rows = Widths.Select(bits => DemoRow.Train(bits, train, test, session)).ToList();
        if (result.GetValue(_json))
        {
            Json.Write(session.Out, json => WriteJson(json, train, test, rows));
            return;
        }
        session.Out.WriteLine($"Adult census: {train.RowCount} rows to train on, {test.RowCount} to test on, {DemoRow.Rounds} trees.");
        session.Out.WriteLine();
        Columns.Write(session.Out, ["bits", "accuracy", "log loss", "seconds", "histogram bytes"], rows.Select(row => (string[])
            [$"{row.Bits}", Columns.Rounded(row.Accuracy, 4), Columns.Rounded(row.LogLoss, 5), Columns.Rounded(row.Seconds, 2), $"{row.HistogramBytes}"]));
    }

    static void WriteJson(Utf8JsonWriter json, Dataset train, Dataset test, List<DemoRow> rows)
    {
        json.WriteNumber("train_rows", train.RowCount);
        json.WriteNumber("test_rows", test.RowCount);
        json.WriteStartArray("widths");
        foreach (var row in rows)
        {
            json.WriteStartObject();
            json.WriteNumber("bits", row.Bits);
            json.Number("accuracy", row.Accuracy);
            json.Number("log_loss", row.LogLoss);
            json.WriteNumber("train_seconds", row.Seconds);
            json.WriteNumber("histogram_bytes", row.HistogramBytes);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }
}
