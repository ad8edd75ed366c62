using System.CommandLine;
using System.Text;
using LowBit.Boosting;

namespace LowBit.Cli;

/// <summary><c>lowbit predict</c>: one line per row, values separated by tabs, no header.</summary>
sealed class PredictVerb : Command
{
    readonly Option<string> _model = new("--model", "--input-model") { Description = "Model file, LightGBM's or ours.", HelpName = "FILE", Required = true };
    readonly Option<string> _data = new("--data") { Description = "Rows to predict: CSV, TSV or LibSVM, plain or .gz; a label is not needed.", HelpName = "FILE", Required = true };
    readonly ParameterOptions _parameters;

    public PredictVerb(Session session) : base("predict", "Predicts the rows of a data file.")
    {
        Add(_model);
        Add(_data);
        _parameters = new(this, OptionNames.ForPrediction);
        SetAction(result => Run(result, session));
    }

    void Run(ParseResult result, Session session)
    {
        var set = Parameters.Parse(_parameters.Given(result));
        session.Show(set.Notes);
        var kind = KindOf(set);
        string? output = set.Command.GetValueOrDefault("output_result");
        if (output is not null)
        {
            OutputFile.Check(output);
        }
        var model = BoostedTrees.Load(result.GetValue(_model)!);
        using var table = ModelTable.Open(result.GetValue(_data)!, new ModelColumns(model), set.Data);
        var writer = new PredictionWriter(model, kind, ModelRounds.Of(set));
        if (output is null)
        {
            writer.Write(table, session.Out, session.Cancellation);
            return;
        }
        OutputFile.Write(output, stream =>
        {
            using var text = new StreamWriter(stream, new UTF8Encoding(false), 1 << 16, leaveOpen: true);
            writer.Write(table, text, session.Cancellation);
        });
    }

    static PredictionKind KindOf(ParameterSet set) => (IsOn(set, "predict_raw_score"), IsOn(set, "predict_leaf_index")) switch
    {
        (true, true) => throw new BadOptionException("--raw and --leaf are both given; predictions are one of them. Give one, and run again for the other."),
        (true, false) => PredictionKind.Raw,
        (false, true) => PredictionKind.Leaf,
        _ => PredictionKind.Transformed,
    };

    static bool IsOn(ParameterSet set, string flag) => set.Command.GetValueOrDefault(flag) == "true";
}
