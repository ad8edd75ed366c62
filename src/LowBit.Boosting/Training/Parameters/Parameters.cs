namespace LowBit.Boosting;

/// <summary>Turns LightGBM's parameters, and ours, into options.</summary>
static class Parameters
{
    /// <summary>
    /// Reads lists of settings. A setting of an earlier list (the command line) hides every setting of the same meaning
    /// in the later ones (a file). Within a list LightGBM's rule decides: the main name, else the shortest alias, else
    /// the first one given. Our four names win over LightGBM's for the same thing.
    /// </summary>
    /// <exception cref="BadOptionException">A name is unknown, or a value is not allowed or not supported.</exception>
    public static ParameterSet Parse(params IEnumerable<ParameterSetting>[] sources)
    {
        var notes = new List<string>();
        var chosen = new List<(Parameter Row, ParameterSetting Setting)>();
        foreach (var source in sources)
        {
            var settled = chosen.Select(given => given.Row.Meaning).ToHashSet();
            chosen.AddRange(Resolve(source, notes).Where(given => !settled.Contains(given.Row.Meaning)));
        }
        var set = Apply(chosen);
        OptionRules.CheckValues(set);
        notes.AddRange(Notes(chosen, set));
        return set with { Notes = [.. notes] };
    }

    /// <summary>The row that a setting names.</summary>
    public static Parameter Find(ParameterSetting setting) =>
        ParameterTable.Find(setting.Name) ?? throw new BadOptionException(
            $"{Prefix(setting)}unknown parameter '{setting.Shown}'."
            + NearestName.Question(setting.Name.TrimStart('-').Replace('-', '_'), ParameterTable.ByName.Keys)
            + " Names are LightGBM's; take it out if it is not one of them.");

    static IEnumerable<(Parameter Row, ParameterSetting Setting)> Resolve(
        IEnumerable<ParameterSetting> source, List<string> notes)
    {
        var byRow = source.Where(setting => setting.Value.Length > 0)
            .Select(setting => (Row: Find(setting), Setting: setting)).GroupBy(given => given.Row);
        foreach (var group in byRow)
        {
            var ordered = group.OrderBy(given => Rank(given.Row, given.Setting.Name), StringComparer.Ordinal).ToList();
            notes.AddRange(ordered.Skip(1).Where(other => other.Setting.Value != ordered[0].Setting.Value).Select(other =>
                $"{Prefix(other.Setting)}{other.Setting.Shown}={other.Setting.Value} is ignored, "
                + $"{ordered[0].Setting.Shown}={ordered[0].Setting.Value} holds"));
            yield return ordered[0];
        }
    }

    // Sorts as text: the main name first, then shorter aliases, then by letter.
    static string Rank(Parameter row, string typedName)
    {
        string name = typedName.TrimStart('-').Replace('-', '_');
        return name == row.Name ? "" : $"{(char)name.Length}{name}";
    }

    static ParameterSet Apply(List<(Parameter Row, ParameterSetting Setting)> chosen)
    {
        var set = new ParameterSet();
        foreach (var row in ParameterTable.All)
        {
            if (chosen.Find(given => given.Row == row).Setting is { } setting)
            {
                set = row.Set(set, setting.Value) ?? throw new BadOptionException(
                    Prefix(setting) + row.Refusal(setting.Shown, setting.Value));
            }
        }
        bool hasDataSeed = chosen.Exists(given => given.Row.Name == "data_random_seed");
        var data = set.Data with { NumThreads = set.Options.NumThreads, Seed = hasDataSeed ? set.Data.Seed : set.Options.Seed };
        return set with { Data = data };
    }

    static IEnumerable<string> Notes(List<(Parameter Row, ParameterSetting Setting)> chosen, ParameterSet set)
    {
        string idle = string.Join(", ", chosen.Where(given => given.Row.Role == ParameterRole.NoEffect)
            .Select(given => given.Setting.Shown));
        if (idle.Length > 0)
        {
            yield return $"no effect on the model: {idle}";
        }
        if (chosen.Exists(given => given.Row.Name == "num_grad_quant_bins" && given.Setting.Value == "4"))
        {
            yield return "num_grad_quant_bins=4 lies between two widths: 3 bits (6 levels) are taken";
        }
        if (set.Options.Boosting == BoostingMode.RandomForest && chosen.Exists(given => given.Row.Name == "learning_rate"))
        {
            yield return "learning_rate has no effect with boosting=rf";
        }
        foreach (string note in SamplingRules.Notes(set.Options))
        {
            yield return note;
        }
    }

    static string Prefix(ParameterSetting setting) => setting.Where is null ? "" : setting.Where + ": ";
}
