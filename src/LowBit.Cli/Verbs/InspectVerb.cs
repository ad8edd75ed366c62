using System.CommandLine;
using System.Text;
using System.Text.Json;
using LowBit.Boosting;

namespace LowBit.Cli;

/// <summary><c>lowbit inspect</c>: what a model file holds.</summary>
sealed class InspectVerb : Command
{
    readonly Option<string> _model = new("--model", "--input-model") { Description = "Model file, LightGBM's or ours.", HelpName = "FILE", Required = true };
    readonly Option<bool> _dump = new("--dump") { Description = "The whole model as JSON, as LightGBM's dump_model gives it." };
    readonly Option<bool> _json = new("--json") { Description = "One JSON object on standard output." };

    public InspectVerb(Session session) : base("inspect", "Shows what a model file holds.")
    {
        Add(_model);
        Add(_json);
        Add(_dump);
        SetAction(result => Run(result, session));
    }

    void Run(ParseResult result, Session session)
    {
        bool isDump = result.GetValue(_dump);
        if (isDump && result.GetValue(_json))
        {
            throw new BadOptionException("--json and --dump are both given; either is one JSON object. Give one, and run again for the other.");
        }
        string path = result.GetValue(_model)!;
        var model = BoostedTrees.Load(path);
        if (isDump)
        {
            WriteDump(session.Out, model, path);
            return;
        }
        var summary = model.Summarize();
        if (result.GetValue(_json))
        {
            Json.Write(session.Out, json => WriteJson(json, summary));
        }
        else
        {
            WriteText(session.Out, summary);
        }
    }

    static void WriteDump(TextWriter output, BoostedTrees model, string path)
    {
        try
        {
            ModelDump.Write(model.Content, part => output.Write(Encoding.UTF8.GetString(part)));
            output.WriteLine();
        }
        catch (BadModelException e)
        {
            throw new BadModelException($"{path}: {e.Message}", e);
        }
    }

    static void WriteText(TextWriter output, ModelSummary summary)
    {
        output.WriteLine($"objective  {summary.Objective ?? "none: raw scores"}");
        output.WriteLine($"rounds     {summary.IterationCount}, trees {summary.IterationCount * summary.OutputCount}");
        output.WriteLine($"leaves     {Describe(summary.Leaves)}");
        output.WriteLine($"depth      {Describe(summary.Depth)}");
        output.WriteLine();
        Columns.Write(output, ["feature", "use", "splits", "gain", "categories"],
            summary.Features.OrderByDescending(feature => feature.Gain).Select(feature => (string[])
            [
                feature.Name, Use(feature), $"{feature.Splits}", Columns.Exact(feature.Gain),
                feature.Categories is { } categories ? $"{categories.Count}" : "",
            ]));
        output.WriteLine();
        Columns.Write(output, ["option", "value"], summary.Parameters.Select(pair => (string[])[pair.Key, pair.Value]));
    }

    static void WriteJson(Utf8JsonWriter json, ModelSummary summary)
    {
        json.WriteString("objective", summary.Objective);
        json.WriteNumber("rounds", summary.IterationCount);
        json.WriteNumber("trees", summary.IterationCount * summary.OutputCount);
        WriteSpread(json, "leaves", summary.Leaves);
        WriteSpread(json, "depth", summary.Depth);
        json.WriteStartArray("features");
        foreach (var feature in summary.Features)
        {
            WriteFeature(json, feature);
        }
        json.WriteEndArray();
        json.WriteStartObject("options");
        foreach (var (name, value) in summary.Parameters)
        {
            json.WriteString(name, value);
        }
        json.WriteEndObject();
    }

    static void WriteFeature(Utf8JsonWriter json, FeatureSummary feature)
    {
        json.WriteStartObject();
        json.WriteString("name", feature.Name);
        json.WriteString("use", Use(feature));
        json.Number("splits", feature.Splits);
        json.Number("gain", feature.Gain);
        if (feature.Categories is { } categories)
        {
            json.WriteStartArray("categories");
            foreach (string category in categories)
            {
                json.WriteStringValue(category);
            }
            json.WriteEndArray();
        }
        json.WriteEndObject();
    }

    static void WriteSpread(Utf8JsonWriter json, string name, Spread spread)
    {
        json.WriteStartObject(name);
        json.WriteNumber("smallest", spread.Smallest);
        json.WriteNumber("mean", spread.Mean);
        json.WriteNumber("largest", spread.Largest);
        json.WriteEndObject();
    }

    static string Describe(Spread spread) =>
        $"{spread.Smallest} to {spread.Largest} a tree, {Columns.Rounded(spread.Mean, 1)} on average";

    static string Use(FeatureSummary feature) => feature.Role switch
    {
        ColumnRole.Weight => "weight",
        ColumnRole.Group => "group",
        ColumnRole.InitialScore => "initial score",
        ColumnRole.Ignored => "ignored",
        _ when feature.Info == "none" => "constant",
        ColumnRole.TextFeature => "text",
        _ => "feature",
    };
}
