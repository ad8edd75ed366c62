using System.Collections.Immutable;

namespace LowBit.Boosting;

/// <summary>What a list of parameters says, sorted by who reads it.</summary>
sealed record ParameterSet
{
    public BoosterOptions Options { get; init; } = new();

    public DatasetOptions Data { get; init; } = new();

    /// <summary>Values of the parameters whose role is <see cref="ParameterRole.Command"/>, by their main name.</summary>
    public ImmutableDictionary<string, string> Command { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>Lines for the user: what was accepted but has no effect, what was taken for something else.</summary>
    public ImmutableList<string> Notes { get; init; } = [];
}

/// <summary>One setting as the user wrote it.</summary>
/// <param name="Name">Name or alias in snake or kebab case, with or without leading dashes.</param>
/// <param name="Value">The text of the value; empty: as if the setting were not there.</param>
/// <param name="Where">"train.conf line 3", or null for the command line.</param>
sealed record ParameterSetting(string Name, string Value, string? Where = null)
{
    /// <summary>What messages call it. Default: <see cref="Name"/>.</summary>
    public string Shown { get; init; } = Name;
}
