using LowBit.Boosting;

namespace LowBit.Cli;

/// <summary>What <c>bits</c> is asked to do, checked before any data is read.</summary>
sealed record BitsJob(string Data, string? Plot, BoosterOptions Options, DatasetOptions Columns, WidthOptions Settings)
{
    /// <summary>What a file of parameters may hold and a comparison does not look at.</summary>
    static readonly (string Name, string Why)[] Unused =
    [
        ("valid", "rows of the data are held out instead"),
        ("output_model", "no model is kept"),
    ];

    /// <param name="set">Parameters of the command line and of the file.</param>
    /// <param name="settings">What is compared.</param>
    /// <param name="data">Data of the command line; null: the file's.</param>
    /// <param name="plot">Where the plot goes, or null.</param>
    /// <param name="session">Takes the notes.</param>
    public static BitsJob From(ParameterSet set, WidthOptions settings, string? data, string? plot, Session session)
    {
        data ??= set.Command.GetValueOrDefault("data") ?? throw new BadOptionException("there is no data; give --data FILE.");
        if (set.Command.GetValueOrDefault("task", "train") is var task and not ("train" or "training"))
        {
            throw new BadOptionException($"the file of parameters is for task '{task}'; bits takes task = train. Use the verb for that task.");
        }
        if (set.Command.GetValueOrDefault("input_model") is { } model)
        {
            throw new BadOptionException($"input_model is '{model}'; bits trains from the beginning. Leave it out.");
        }
        OptionRules.Check(set.Options, validationCount: 1);
        CheckPlot(plot);
        session.Show(set.Notes);
        session.Show(Unused.Where(row => set.Command.ContainsKey(row.Name)).Select(row => $"{row.Name} is not looked at: {row.Why}"));
        if (set.Options.GradientBits != new BoosterOptions().GradientBits)
        {
            session.Show(["the width of the file of parameters is not looked at: --bits says which are compared"]);
        }
        if (set.Options.IsProvideTrainingMetric)
        {
            session.Show(["is_provide_training_metric has no effect: only rows that were held out are measured"]);
        }
        return new(data, plot, set.Options, set.Data, settings);
    }

    static void CheckPlot(string? plot)
    {
        if (plot is not null && !plot.EndsWith(".svg", StringComparison.OrdinalIgnoreCase))
        {
            throw new BadOptionException($"--plot is '{plot}'; the plot is an SVG image. Give a name that ends in .svg.");
        }
        if (plot is not null)
        {
            OutputFile.Check(plot);
        }
    }
}
