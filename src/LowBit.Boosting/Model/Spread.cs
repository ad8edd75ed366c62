namespace LowBit.Boosting;

/// <summary>Smallest, mean and largest of a number of counts; 0 where there is none.</summary>
public readonly record struct Spread(int Smallest, double Mean, int Largest)
{
    internal static Spread Of(IReadOnlyCollection<int> counts) =>
        counts.Count == 0 ? default : new(counts.Min(), counts.Average(), counts.Max());
}
