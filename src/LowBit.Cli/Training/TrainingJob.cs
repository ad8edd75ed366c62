using LowBit.Boosting;

namespace LowBit.Cli;

/// <summary>What <c>train</c> is asked to do, checked before any data is read.</summary>
sealed record TrainingJob(string Data, IReadOnlyList<string> Valid, string? Model, BoosterOptions Options, DatasetOptions Columns)
{
    /// <param name="set">Parameters of the command line and of the file.</param>
    /// <param name="data">Training data of the command line; null: the file's.</param>
    /// <param name="valid">Validation data of the command line; empty: the file's.</param>
    /// <param name="session">Takes the notes.</param>
    public static TrainingJob From(ParameterSet set, string? data, IReadOnlyList<string> valid, Session session)
    {
        data ??= set.Command.GetValueOrDefault("data") ?? throw new BadOptionException("there is no training data; give --data FILE.");
        valid = valid.Count > 0 ? valid : [set.Command.GetValueOrDefault("valid", "")];
        valid = [.. valid.SelectMany(path => File.Exists(path) ? [path] : path.Split(',', StringSplitOptions.RemoveEmptyEntries))];
        CheckTask(set);
        // As in LightGBM, validation on the training file is the training metric.
        bool isTrainingMetric = set.Options.IsProvideTrainingMetric || valid.Contains(data);
        var options = set.Options with { IsProvideTrainingMetric = isTrainingMetric };
        valid = [.. valid.Where(path => path != data)];
        OptionRules.Check(options, valid.Count);
        string? model = set.Command.GetValueOrDefault("output_model");
        if (model is not null)
        {
            OutputFile.Check(model);
        }
        session.Show(set.Notes);
        var (columns, scores) = InitScoresOf(set, data);
        return new(data, valid, model, options, columns) { InitScoreFile = scores };
    }

    /// <summary>File of the initial scores of the training rows; null: none is named, or it is the one beside the data.</summary>
    public string? InitScoreFile { get; private init; }

    public double[]? InitScores() => InitScoreFile is null ? null : SideFiles.ReadInitScores(InitScoreFile);

    /// <summary>Columns with those of initial scores, or the file that holds them.</summary>
    public static (DatasetOptions Columns, string? File) InitScoresOf(ParameterSet set, string data)
    {
        string given = set.Command.GetValueOrDefault("init_score", "");
        if (!File.Exists(given))
        {
            return (set.Data with { InitScoreColumns = given.Split(',', StringSplitOptions.RemoveEmptyEntries) }, null);
        }
        bool isBeside = SideFiles.FindInitScores(data) is { } beside && Path.GetFullPath(beside) == Path.GetFullPath(given);
        return (set.Data, isBeside ? null : given);
    }

    static void CheckTask(ParameterSet set)
    {
        if (set.Command.GetValueOrDefault("task", "train") is var task and not ("train" or "training"))
        {
            throw new BadOptionException($"the file of parameters is for task '{task}'; train takes task = train. Use the verb for that task.");
        }
        if (set.Command.GetValueOrDefault("input_model") is { } model)
        {
            throw new BadOptionException($"input_model is '{model}', which is not supported: training cannot be continued yet. Leave it out.");
        }
    }
}
