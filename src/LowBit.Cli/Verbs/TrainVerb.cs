using System.CommandLine;
using LowBit.Boosting;

namespace LowBit.Cli;

/// <summary><c>lowbit train</c>: data in, model out.</summary>
sealed class TrainVerb : Command
{
    readonly Option<string> _data = new("--data") { Description = "Training data: CSV, TSV or LibSVM, plain or .gz.", HelpName = "FILE" };
    readonly Option<string[]> _valid = new("--valid") { Description = "Validation data; repeat for more.", HelpName = "FILE" };
    readonly Option<string> _config = new("--config") { Description = "LightGBM's file of parameters; options given here win.", HelpName = "FILE" };
    readonly Option<bool> _json = new("--json") { Description = "One JSON object on standard output." };
    readonly Option<bool> _profile = new("--profile") { Description = "Tells where the time of training went." };
    readonly ParameterOptions _parameters;

    public TrainVerb(Session session) : base("train", "Trains a model on a data file.")
    {
        Add(_data);
        Add(_valid);
        Add(_config);
        Add(_json);
        Add(_profile);
        _parameters = new(this, OptionNames.ForTraining);
        SetAction(result => Run(result, session));
    }

    void Run(ParseResult result, Session session)
    {
        var file = result.GetValue(_config) is { } path ? ParameterFile.Read(path) : [];
        var set = Parameters.Parse(_parameters.Given(result), file);
        var job = TrainingJob.From(set, result.GetValue(_data), result.GetValue(_valid) ?? [], session);
        var outcome = TrainingOutcome.Of(job with { IsProfiled = result.GetValue(_profile) }, session);
        if (result.GetValue(_json))
        {
            Json.Write(session.Out, outcome.WriteJson);
        }
        else
        {
            outcome.WriteText(session.Out);
        }
    }
}
