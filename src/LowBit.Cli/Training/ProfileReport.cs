using System.Text.Json;
using LowBit.Boosting;

namespace LowBit.Cli;

/// <summary>A profile as <c>train --profile</c> shows it.</summary>
/// <param name="profile">A training that has ended.</param>
/// <param name="threads">Threads it was asked to use; 0: one a core.</param>
/// <param name="histogramBytes">Bytes of one leaf's histogram.</param>
sealed class ProfileReport(TrainingProfile profile, int threads, long histogramBytes)
{
    static readonly string[] Head = ["phase", "seconds", "share %", "waiting", "items", "of", "ns per item", "budget"];

    /// <summary>In the order in which a round goes through them.</summary>
    static readonly TrainingPhase[] Phases =
    [
        TrainingPhase.Gradients, TrainingPhase.Quantize, TrainingPhase.Histogram, TrainingPhase.Search, TrainingPhase.Partition,
        TrainingPhase.Refit, TrainingPhase.Scores, TrainingPhase.Other, TrainingPhase.Waiting,
    ];

    public void WriteText(TextWriter output)
    {
        string[] total =
            ["total", Seconds(profile.Total), Columns.Rounded(100, 1), Seconds(profile.Time(TrainingPhase.Waiting)), "", "", "", ""];
        Columns.Write(output, Head, [.. Phases.Select(Row), total]);
        output.WriteLine($"a split sends {histogramBytes} bytes to other ranks, where there are any: one leaf's histogram");
    }

    public void WriteJson(Utf8JsonWriter json)
    {
        json.WriteStartObject("profile");
        json.WriteNumber("total_seconds", profile.Total.TotalSeconds);
        json.WriteStartObject("phases");
        foreach (var phase in Phases)
        {
            json.WriteStartObject(Name(phase));
            json.WriteNumber("seconds", profile.Time(phase).TotalSeconds);
            json.Number("share", Share(phase));
            json.WriteNumber("waiting_seconds", profile.Waited(phase).TotalSeconds);
            json.WriteNumber("items", profile.Items(phase));
            json.Number("ns_per_item", profile.NanosecondsPerItem(phase));
            json.Number("budget_ns", PhaseBudget.Of(phase, threads));
            json.WriteEndObject();
        }
        json.WriteEndObject();
        json.WriteEndObject();
    }

    string[] Row(TrainingPhase phase) =>
    [
        Name(phase), Seconds(profile.Time(phase)), Rounded(100 * Share(phase), 1), Seconds(profile.Waited(phase)),
        profile.Items(phase) > 0 ? $"{profile.Items(phase)}" : "", profile.Items(phase) > 0 ? ItemOf(phase) : "",
        Rounded(profile.NanosecondsPerItem(phase), 3), Rounded(PhaseBudget.Of(phase, threads), 3),
    ];

    double Share(TrainingPhase phase) => profile.Time(phase) / profile.Total;

    static string Name(TrainingPhase phase) => phase.ToString().ToLowerInvariant();

    static string ItemOf(TrainingPhase phase) => phase switch
    {
        TrainingPhase.Histogram => "values",
        TrainingPhase.Search => "bins",
        _ => "rows",
    };

    static string Seconds(TimeSpan time) => Columns.Rounded(time.TotalSeconds, 3);

    /// <summary>Nothing where there is no number.</summary>
    static string Rounded(double value, int digits) => double.IsFinite(value) ? Columns.Rounded(value, digits) : "";
}
