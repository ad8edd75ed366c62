namespace LowBit.Boosting;

/// <summary>What training did with a column of its table. The label is not among the columns.</summary>
public enum ColumnRole
{
    /// <summary>A feature of numbers, or of categories that are their own codes.</summary>
    Feature,

    /// <summary>A feature of texts, coded by their position in the model's list of categories.</summary>
    TextFeature,

    /// <summary>The weight of the row.</summary>
    Weight,

    /// <summary>The query that the row belongs to.</summary>
    Group,

    /// <summary>The score that the row started from.</summary>
    InitialScore,

    /// <summary>Not looked at.</summary>
    Ignored,
}
