namespace LowBit.Boosting;

/// <summary>What a parameter of LightGBM is to us.</summary>
enum ParameterRole
{
    /// <summary>Sets a property of <see cref="BoosterOptions"/>.</summary>
    Option,

    /// <summary>Sets a property of <see cref="DatasetOptions"/>.</summary>
    Data,

    /// <summary>Names files or outputs; read by the command line, not by the engine.</summary>
    Command,

    /// <summary>Cannot change the model: accepted and named in a note.</summary>
    NoEffect,

    /// <summary>Would change the model and is not there yet: only the default is accepted.</summary>
    DefaultOnly,
}

/// <summary>One row of the table of parameters.</summary>
sealed record Parameter(string Name, ParameterRole Role, string Default, string Allowed)
{
    /// <summary>LightGBM's other names, and ours.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>One sentence for help and errors: what the parameter does, or what to do without it.</summary>
    public required string Remark { get; init; }

    /// <summary>The name whose setting this one spells in other words; its own name where there is no other.</summary>
    public string Meaning { get; init; } = Name;

    /// <summary>True where the model file's <c>parameters:</c> section holds the value.</summary>
    public bool InModel { get; init; }

    /// <summary>The set with this parameter as the text says; null where the text is not allowed.</summary>
    public required Func<ParameterSet, string, ParameterSet?> Set { get; init; }

    /// <summary>The value as text that <see cref="Set"/> accepts.</summary>
    public required Func<ParameterSet, string> Get { get; init; }

    /// <summary>A line that says what was given, what is allowed, and what to do.</summary>
    public string Refusal(string typedName, string value) =>
        Role == ParameterRole.DefaultOnly
            ? $"{typedName} is '{value}', which is not supported; allowed: {Allowed}. {Remark}"
            : $"{typedName} is '{value}'; allowed: {Allowed}. Give such a value, or leave it out for the default"
                + (Default.Length == 0 ? "." : $" {Default}.");
}
