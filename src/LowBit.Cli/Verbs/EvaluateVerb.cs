using System.CommandLine;
using LowBit.Boosting;

namespace LowBit.Cli;

/// <summary><c>lowbit evaluate</c>: metrics of a model on labelled rows.</summary>
sealed class EvaluateVerb : Command
{
    readonly Option<string> _model = new("--model", "--input-model") { Description = "Model file, LightGBM's or ours.", HelpName = "FILE", Required = true };
    readonly Option<string> _data = new("--data") { Description = "Labelled rows: CSV, TSV or LibSVM, plain or .gz.", HelpName = "FILE", Required = true };
    readonly Option<bool> _json = new("--json") { Description = "One JSON object on standard output." };
    readonly ParameterOptions _parameters;

    public EvaluateVerb(Session session) : base("evaluate", "Measures a model on labelled rows.")
    {
        Add(_model);
        Add(_data);
        Add(_json);
        _parameters = new(this, OptionNames.ForEvaluation);
        SetAction(result => Run(result, session));
    }

    void Run(ParseResult result, Session session)
    {
        var given = _parameters.Given(result);
        var model = BoostedTrees.Load(result.GetValue(_model)!);
        var set = Parameters.Parse(given, Evaluation.SettingsOf(model));
        session.Show(set.Notes);
        var metrics = Evaluation.MetricsOf(model, set.Options);
        using var table = ModelTable.OpenLabelled(result.GetValue(_data)!, new ModelColumns(model), set.Data);
        var rows = Evaluation.Rows(model, table, ModelRounds.Of(set), session.Cancellation);
        var values = metrics.Select(metric => (metric.Name, Value: metric.Evaluate(rows))).ToList();
        if (!result.GetValue(_json))
        {
            Columns.Write(session.Out, ["metric", "value"], values.Select(metric => (string[])[metric.Name, Columns.Exact(metric.Value)]));
            return;
        }
        Json.Write(session.Out, json =>
        {
            json.WriteNumber("rows", rows.RowCount);
            json.WriteStartObject("metrics");
            foreach (var (name, value) in values)
            {
                json.Number(name, value);
            }
            json.WriteEndObject();
        });
    }
}
