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
        var model = Load(result.GetValue(_model)!, kind);
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

    /// <summary>A model that cannot do what is asked for is refused before the data is read.</summary>
    static BoostedTrees Load(string path, PredictionKind kind)
    {
        var model = BoostedTrees.Load(path);
        try
        {
            _ = kind == PredictionKind.Contributions ? model.Contributions() : null;
            return model;
        }
        catch (BadModelException e)
        {
            throw new BadModelException($"{path}: {e.Message}", e);
        }
    }

    static PredictionKind KindOf(ParameterSet set)
    {
        (string Flag, string Name, PredictionKind Kind)[] kinds =
        [
            ("predict_raw_score", "--raw", PredictionKind.Raw),
            ("predict_leaf_index", "--leaf", PredictionKind.Leaf),
            ("predict_contrib", "--contributions", PredictionKind.Contributions),
        ];
        return Array.FindAll(kinds, kind => IsOn(set, kind.Flag)) switch
        {
            [] => PredictionKind.Transformed,
            [var one] => one.Kind,
            [var first, var second, ..] => throw new BadOptionException($"{first.Name} and {second.Name} are both given;"
                + " predictions are one of them. Give one, and run again for the other."),
        };
    }

    static bool IsOn(ParameterSet set, string flag) => set.Command.GetValueOrDefault(flag) == "true";
}
