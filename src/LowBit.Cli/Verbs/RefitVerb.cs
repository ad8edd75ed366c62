using System.CommandLine;
using System.Globalization;
using LowBit.Boosting;

namespace LowBit.Cli;

/// <summary><c>lowbit refit</c>: the trees of a model with leaf values for new data.</summary>
sealed class RefitVerb : Command
{
    readonly Option<string> _input = new("--input-model", "--model") { Description = "Model file, LightGBM's or ours.", HelpName = "FILE", Required = true };
    readonly Option<string> _data = new("--data") { Description = "New data with labels: CSV or TSV, plain or .gz.", HelpName = "FILE", Required = true };
    readonly Option<string> _output = new("--output") { Description = "Model file to write.", HelpName = "FILE", Required = true };
    readonly Option<string> _decay = new("--refit-decay-rate") { Description = "How much of the old leaf values stays, 0 … 1. [default: 0.9]", HelpName = "value" };
    readonly ParameterOptions _parameters;

    public RefitVerb(Session session) : base("refit", "Fits the leaf values of a model to new data.")
    {
        Add(_input);
        Add(_data);
        Add(_output);
        Add(_decay);
        _parameters = new(this, OptionNames.ForRefit);
        SetAction(result => Run(result, session));
    }

    void Run(ParseResult result, Session session)
    {
        string output = result.GetValue(_output)!;
        OutputFile.Check(output);
        double decayRate = DecayRate(result.GetValue(_decay));
        var model = BoostedTrees.Load(result.GetValue(_input)!);
        var set = Parameters.Parse(_parameters.Given(result), OfModel(model));
        session.Show(set.Notes);
        var data = Dataset.FromFile(
            result.GetValue(_data)!,
            set.Data with { InputModel = model, KeepLeaves = true, Cancellation = session.Cancellation });
        model.Refit(data, set.Options, decayRate, session.Cancellation).Save(output);
        session.Out.WriteLine($"model {output}, refitted on {data.RowCount} rows");
    }

    /// <summary>What leaf values obey, as in the training of the model where nothing else is given.</summary>
    static List<ParameterSetting> OfModel(BoostedTrees model)
    {
        var names = OptionNames.ForRefit.Where(row => row.InModel).Select(row => row.Name).ToHashSet();
        var settings = model.Summarize().Parameters.Where(pair => names.Contains(pair.Key) && pair.Key != "objective")
            .Select(pair => new ParameterSetting(pair.Key, pair.Value, "the model's parameters"));
        return model.Objective is { } objective
            ? [.. settings, new("objective", objective.Split(' ')[0], "the model")] : [.. settings];
    }

    static double DecayRate(string? text) =>
        text is null ? 0.9
        : double.TryParse(text, CultureInfo.InvariantCulture, out double rate) && rate is >= 0 and <= 1 ? rate
        : throw new BadOptionException($"--refit-decay-rate is '{text}'; allowed: a number in [0, 1]. Give such a value, or leave it out for the default 0.9.");
}
