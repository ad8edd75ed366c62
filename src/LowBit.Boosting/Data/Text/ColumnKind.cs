namespace LowBit.Boosting;

/// <summary>What a column holds, and who says so.</summary>
enum ColumnKind : byte
{
    /// <summary>Numbers, as far as the first rows tell.</summary>
    LooksNumeric,

    /// <summary>Numbers, by the options.</summary>
    Number,

    /// <summary>Text if any field of the whole file is neither number nor missing, by the options.</summary>
    Categorical,

    /// <summary>Text, by the options or the first rows.</summary>
    Text,
}
