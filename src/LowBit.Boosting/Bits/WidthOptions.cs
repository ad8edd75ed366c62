namespace LowBit.Boosting;

/// <summary>What <see cref="WidthComparison"/> compares, and what counts as good enough.</summary>
public sealed record WidthOptions
{
    /// <summary>Gradient bits to compare: 2 … 8; 32, the reference, is always among them. Default 2, 3, 4, 5, 6, 8, 32.</summary>
    public IReadOnlyList<int> Bits { get; init; } = [2, 3, 4, 5, 6, 8, GradientGrid.ReferenceBits];

    /// <summary>Parts of the rows, each of which is held out once; 2 … rows, from 3 on with early stopping. Default 5.</summary>
    public int Folds { get; init; } = 5;

    /// <summary>
    /// Relative increase of the loss over 32 bits that is good enough, &gt; 0. Default 0.01: five folds of some ten thousand
    /// rows leave about that much open between widths that are equally good (docs/bits.md).
    /// </summary>
    public double Tolerance { get; init; } = 0.01;

    /// <summary>Confidence of the two-sided intervals, in (0, 1). Default 0.95.</summary>
    public double Confidence { get; init; } = 0.95;

    /// <summary>The widths, each once, ascending, the reference last.</summary>
    internal int[] Widths => [.. Bits.Append(GradientGrid.ReferenceBits).Distinct().Order()];

    /// <exception cref="BadOptionException">A value is not allowed.</exception>
    internal void Check()
    {
        if (Bits.Where(bits => bits is not (>= 2 and <= 8 or GradientGrid.ReferenceBits))
            .Select(bits => (int?)bits).FirstOrDefault() is { } width)
        {
            throw new BadOptionException($"bits is {width}; allowed: 2 … 8, and 32 for the reference. List such widths, separated by commas.");
        }
        if (!(Tolerance > 0 && double.IsFinite(Tolerance)))
        {
            throw new BadOptionException(
                $"tolerance is {Tolerance:R}; allowed: a number above 0, the relative increase of the loss that is good enough. 0.01 is one percent.");
        }
        if (!(Confidence is > 0 and < 1))
        {
            throw new BadOptionException($"confidence is {Confidence:R}; allowed: a number between 0 and 1. The default is 0.95.");
        }
        if (Folds < 2)
        {
            throw new BadOptionException($"folds is {Folds}; allowed: 2 up to the number of rows. The default is 5.");
        }
    }

    /// <exception cref="BadOptionException">The folds do not go with the rows or with early stopping.</exception>
    internal void Check(Dataset data, bool stopsEarly)
    {
        var (count, part) = data.GroupStarts is { } starts ? (starts.Length - 1, "group") : (data.RowCount, "row");
        if (Folds > count)
        {
            throw new BadOptionException($"folds is {Folds} and there are {count} {part}s; a fold has at least one {part}. Give fewer folds.");
        }
        if (stopsEarly && Folds < 3)
        {
            throw new BadOptionException(
                $"folds is {Folds} with early stopping, which needs a fold of its own to choose the rounds; give 3 folds or more, or leave early_stopping_round out.");
        }
    }
}
