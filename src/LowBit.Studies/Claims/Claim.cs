namespace LowBit.Studies;

/// <summary>
/// What should come out, as a number that each seed gives and bounds for its mean. The number is a sum over arms of the same
/// seed: differences are paired.
/// </summary>
/// <param name="Statement">A sentence.</param>
/// <param name="Bounds">Where the mean should be.</param>
/// <param name="Terms">What is summed.</param>
sealed record Claim(string Statement, Bounds Bounds, IReadOnlyList<Term> Terms)
{
    /// <summary>Whether it is about a negative control: that the experiment sees damage where it is done.</summary>
    public bool IsControl { get; init; }

    /// <summary>A measure of an arm minus that of another.</summary>
    public static Claim Difference(string statement, string measure, string arm, string other, Bounds bounds) =>
        new(statement, bounds, [new(1, arm, measure), new(-1, other, measure)]);

    /// <summary>A measure of an arm.</summary>
    public static Claim Value(string statement, string measure, string arm, Bounds bounds) =>
        new(statement, bounds, [new(1, arm, measure)]);
}
