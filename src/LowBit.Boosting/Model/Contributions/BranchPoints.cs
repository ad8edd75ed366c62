namespace LowBit.Boosting;

/// <summary>The points of a quadrature, padded to whole vectors, and what follows from them alone.</summary>
sealed class BranchPoints
{
    /// <param name="count">Number of points.</param>
    public BranchPoints(int count)
    {
        var rule = new GaussLegendre(count);
        Count = count;
        int missing = (count + 7) / 8 * 8 - count;
        Points = [.. rule.Points, .. Enumerable.Repeat(0.5, missing)];
        Rests = [.. rule.Points.Reverse(), .. Enumerable.Repeat(0.5, missing)];
        Weights = [.. rule.Weights, .. Enumerable.Repeat(0.0, missing)];
        Missed = Array.ConvertAll(Rests, rest => -1 / rest);
    }

    /// <summary>Points without the padding.</summary>
    public int Count { get; }

    /// <summary>Points with it: a multiple of eight.</summary>
    public int Stride => Points.Length;

    /// <summary>[Stride] the point t.</summary>
    public double[] Points { get; }

    /// <summary>[Stride] 1 − t: the point opposite.</summary>
    public double[] Rests { get; }

    /// <summary>[Stride] the weight; 0 for the padding.</summary>
    public double[] Weights { get; }

    /// <summary>[Stride] a feature's share where its branch is not followed.</summary>
    public double[] Missed { get; }
}
