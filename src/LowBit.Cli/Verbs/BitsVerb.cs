using System.CommandLine;
using LowBit.Boosting;

namespace LowBit.Cli;

/// <summary><c>lowbit bits</c>: how many bits does this data need?</summary>
sealed class BitsVerb : Command
{
    readonly Option<string> _data = new("--data") { Description = "Data: CSV or TSV, plain or .gz.", HelpName = "FILE" };
    readonly Option<string> _bits = new("--bits") { Description = "Widths to compare: 2 to 8; 32 is always among them. [default: 2,3,4,5,6,8,32]", HelpName = "list" };
    readonly Option<string> _folds = new("--folds") { Description = "Parts of the rows, each held out once. [default: 5]", HelpName = "value" };
    readonly Option<string> _tolerance = new("--tolerance") { Description = "Relative increase of the loss over 32 bits that is good enough. [default: 0.01]", HelpName = "value" };
    readonly Option<string> _confidence = new("--confidence") { Description = "Confidence of the intervals. [default: 0.95]", HelpName = "value" };
    readonly Option<string> _plot = new("--plot") { Description = "Plot of loss and time against bits.", HelpName = "FILE.svg" };
    readonly Option<string> _config = new("--config") { Description = "LightGBM's file of parameters; options given here win.", HelpName = "FILE" };
    readonly Option<bool> _json = new("--json") { Description = "One JSON object on standard output." };
    readonly ParameterOptions _parameters;

    public BitsVerb(Session session) : base("bits", "Says how many bits a training needs: loss and time of each width, by cross-validation.")
    {
        foreach (var option in (Option[])[_data, _bits, _folds, _tolerance, _confidence, _plot, _config, _json])
        {
            Add(option);
        }
        _parameters = new(this, OptionNames.ForBits);
        SetAction(result => Run(result, session));
    }

    void Run(ParseResult result, Session session)
    {
        var file = result.GetValue(_config) is { } path ? ParameterFile.Read(path) : [];
        var set = Parameters.Parse(_parameters.Given(result), file);
        var job = BitsJob.From(set, Settings(result), result.GetValue(_data), result.GetValue(_plot), session);
        var outcome = BitsOutcome.Of(job, session);
        if (result.GetValue(_json))
        {
            Json.Write(session.Out, outcome.WriteJson);
        }
        else
        {
            outcome.WriteText(session.Out);
        }
    }

    WidthOptions Settings(ParseResult result)
    {
        var settings = new WidthOptions();
        settings = settings with
        {
            Bits = result.GetValue(_bits) is { } list ? SettingText.Integers("--bits", list) : settings.Bits,
            Folds = result.GetValue(_folds) is { } folds ? SettingText.Integer("--folds", folds) : settings.Folds,
            Tolerance = result.GetValue(_tolerance) is { } tolerance ? SettingText.Number("--tolerance", tolerance) : settings.Tolerance,
            Confidence = result.GetValue(_confidence) is { } confidence ? SettingText.Number("--confidence", confidence) : settings.Confidence,
        };
        settings.Check();
        return settings;
    }
}
