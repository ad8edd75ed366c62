using System.Collections.Frozen;

namespace LowBit.Boosting;

/// <summary>
/// All parameters of LightGBM 4.6, in the order in which its model files hold them, and ours behind them. Defaults of
/// supported parameters are read from <see cref="BoosterOptions"/> and <see cref="DatasetOptions"/>.
/// </summary>
static partial class ParameterTable
{
    public static IReadOnlyList<Parameter> All { get; } =
        [.. Core, .. Learning, .. Files, .. Prediction, .. Objectives, .. Metrics, .. Machines, .. Ours];

    /// <summary>Rows by name and alias, in snake case.</summary>
    public static FrozenDictionary<string, Parameter> ByName { get; } =
        All.SelectMany(row => row.Aliases.Prepend(row.Name), (row, name) => (row, name))
            .ToFrozenDictionary(pair => pair.name, pair => pair.row, StringComparer.Ordinal);

    /// <summary>Finds a parameter by name or alias: snake or kebab case, leading dashes or none.</summary>
    public static Parameter? Find(string typedName) =>
        ByName.GetValueOrDefault(typedName.TrimStart('-').Replace('-', '_'));

    static Parameter Option<T>(
        string name, IParameterKind<T> kind, string remark,
        Func<BoosterOptions, T> get, Func<BoosterOptions, T, BoosterOptions> set, params string[] aliases) =>
        Row(name, ParameterRole.Option, kind, remark,
            set => get(set.Options), (all, value) => all with { Options = set(all.Options, value) }, aliases);

    static Parameter Data<T>(
        string name, IParameterKind<T> kind, string remark,
        Func<DatasetOptions, T> get, Func<DatasetOptions, T, DatasetOptions> set, params string[] aliases) =>
        Row(name, ParameterRole.Data, kind, remark,
            set => get(set.Data), (all, value) => all with { Data = set(all.Data, value) }, aliases);

    static Parameter Row<T>(
        string name, ParameterRole role, IParameterKind<T> kind, string remark,
        Func<ParameterSet, T> get, Func<ParameterSet, T, ParameterSet> set, string[] aliases) =>
        new(name, role, Shown(kind, get(new ParameterSet())), kind.Allowed)
        {
            Aliases = aliases,
            Remark = remark,
            InModel = true,
            Set = (all, text) => kind.TryParse(text, out var value) ? set(all, value) : null,
            Get = all => kind.Format(get(all)),
        };

    static Parameter Command(string name, string defaultText, string remark, params string[] aliases) =>
        Command(name, TextKind.Instance, defaultText, remark, aliases);

    static Parameter Command<T>(string name, IParameterKind<T> kind, T defaultValue, string remark, params string[] aliases) =>
        new(name, ParameterRole.Command, Shown(kind, defaultValue), kind.Allowed)
        {
            Aliases = aliases,
            Remark = remark,
            Set = (all, text) => kind.TryParse(text, out var value)
                ? all with { Command = all.Command.SetItem(name, Shown(kind, value)) } : null,
            Get = all => all.Command.GetValueOrDefault(name, Shown(kind, defaultValue)),
        };

    static Parameter NoEffect(string name, string defaultText, string remark, params string[] aliases) =>
        new(name, ParameterRole.NoEffect, defaultText, "anything")
        {
            Aliases = aliases,
            Remark = remark,
            Set = (all, _) => all,
            Get = _ => defaultText,
        };

    static Parameter DefaultOnly<T>(
        string name, IParameterKind<T> kind, T only, string words, string remark, params string[] aliases) =>
        new(name, ParameterRole.DefaultOnly, Shown(kind, only), words)
        {
            Aliases = aliases,
            Remark = remark,
            InModel = true,
            Set = (all, text) => kind.TryParse(text, out var value) && kind.Format(value) == kind.Format(only) ? all : null,
            Get = _ => kind.Format(only),
        };

    // Model files hold 1 and 0, help and errors say true and false.
    static string Shown<T>(IParameterKind<T> kind, T value) =>
        value is bool flag ? flag ? "true" : "false" : kind.Format(value);

    static Parameter Off(string name, string remark, params string[] aliases) =>
        DefaultOnly(name, FlagKind.Instance, false, "false", remark, aliases);

    static Parameter One(string name, string remark, params string[] aliases) =>
        DefaultOnly(name, NumberKind.Any, 1, "1", remark, aliases);

    static Parameter Empty(string name, string remark, params string[] aliases) =>
        DefaultOnly(name, TextKind.Instance, "", "nothing", remark, aliases);
}
