using System.Text;
using System.Text.Json;
using LowBit.Boosting;

namespace LowBit.Cli;

/// <summary>A comparison of widths that has ended, and what is told about it.</summary>
sealed record BitsOutcome(WidthReport Report, BitsJob Job)
{
    /// <summary>Loads the data, compares, and writes the plot.</summary>
    public static BitsOutcome Of(BitsJob job, Session session)
    {
        var data = Dataset.FromFile(job.Data, job.Columns with { InitScores = job.InitScores(), Cancellation = session.Cancellation });
        var report = BitsProgress.Run(session, progress =>
            WidthComparison.Compare(data, job.Options, job.Settings, progress, session.Cancellation));
        if (job.Plot is not null)
        {
            OutputFile.Write(job.Plot, stream => stream.Write(Encoding.UTF8.GetBytes(BitsPlot.Draw(report))));
        }
        return new(report, job);
    }

    /// <summary>One line: the width, and why.</summary>
    public string Advice => $"recommended: {Report.Recommended} bits; " + (Report.Recommended == 32
        ? $"no narrower width is sure to be {Bound}. More rows or folds narrow the intervals; --tolerance widens what is good enough"
        : $"the narrowest width that is sure to be {Bound}");

    string Bound => $"at most {Plain(Report.Options.Tolerance)} % worse than 32 bits, at {Plain(Report.Options.Confidence)} % confidence";

    public void WriteText(TextWriter output)
    {
        output.WriteLine($"{Report.Loss} of rows held out: {Report.RowCount} rows, {Report.Options.Folds} folds");
        string interval = $"{Plain(Report.Options.Confidence)} % from";
        Columns.Write(output, ["bits", "loss", "increase %", interval, "to", "seconds", "histogram bytes"], Report.Widths.Select(width => (string[])
        [
            $"{width.Bits}", Columns.Rounded(width.Loss, 6), Percent(width.Increase), Percent(width.IncreaseLow), Percent(width.IncreaseHigh),
            Columns.Rounded(width.TrainSeconds, 3), $"{width.HistogramBytes}",
        ]));
        output.WriteLine();
        WriteRounding(output);
        output.WriteLine(Advice);
        if (Job.Plot is not null)
        {
            output.WriteLine($"plot {Job.Plot}");
        }
    }

    void WriteRounding(TextWriter output)
    {
        var rows = Report.Widths.Where(width => width.Rounding is not null).Select(width => (Width: width, Noise: width.Rounding!)).ToList();
        if (rows.Count == 0)
        {
            return;
        }
        output.WriteLine($"noise of rounding in the first tree, as theory predicts it and as {WidthComparison.RoundingSeeds} seeds measure it:");
        output.WriteLine("of a leaf's gradient sum, in % of its sampling noise; of a split's gain, in % of the gain");
        Columns.Write(output, ["bits", "sum predicted", "measured", "gain predicted", "measured"], rows.Select(row => (string[])
        [
            $"{row.Width.Bits}", Percent(row.Noise.LeafPredicted), Percent(row.Noise.LeafMeasured),
            Percent(row.Noise.GainPredicted), Percent(row.Noise.GainMeasured),
        ]));
        output.WriteLine();
    }

    public void WriteJson(Utf8JsonWriter json)
    {
        json.WriteString("loss", Report.Loss);
        json.WriteNumber("rows", Report.RowCount);
        json.WriteNumber("folds", Report.Options.Folds);
        json.WriteNumber("tolerance", Report.Options.Tolerance);
        json.WriteNumber("confidence", Report.Options.Confidence);
        json.WriteNumber("rounding_seeds", WidthComparison.RoundingSeeds);
        json.WriteStartArray("widths");
        foreach (var width in Report.Widths)
        {
            WriteWidth(json, width);
        }
        json.WriteEndArray();
        json.WriteNumber("recommended", Report.Recommended);
    }

    static void WriteWidth(Utf8JsonWriter json, WidthResult width)
    {
        json.WriteStartObject();
        json.WriteNumber("bits", width.Bits);
        json.Number("loss", width.Loss);
        json.Number("low", width.Low);
        json.Number("high", width.High);
        json.Number("increase", width.Increase);
        json.Number("increase_low", width.IncreaseLow);
        json.Number("increase_high", width.IncreaseHigh);
        json.WriteNumber("train_seconds", width.TrainSeconds);
        json.WriteNumber("histogram_bytes", width.HistogramBytes);
        json.WriteStartArray("fold_losses");
        foreach (double loss in width.FoldLosses)
        {
            json.Value(loss);
        }
        json.WriteEndArray();
        if (width.Rounding is { } noise)
        {
            json.Number("leaf_noise_predicted", noise.LeafPredicted);
            json.Number("leaf_noise_measured", noise.LeafMeasured);
            json.Number("gain_noise_predicted", noise.GainPredicted);
            json.Number("gain_noise_measured", noise.GainMeasured);
        }
        json.WriteEndObject();
    }

    static string Percent(double share) => Columns.Rounded(100 * share, 3);

    static string Plain(double share) => Columns.Exact(Math.Round(100 * share, 6));
}
