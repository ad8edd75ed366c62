using LowBit.Boosting;

namespace LowBit.Tests;

/// <summary>The rows of one leaf on one feature: what a search may know of them.</summary>
/// <param name="Bins">The feature.</param>
/// <param name="RowBins">Bin of each row.</param>
/// <param name="Levels">Gradient and hessian level of each row.</param>
/// <param name="Output">Output of the leaf.</param>
sealed record LeafRowsOfFeature(BinMapper Bins, int[] RowBins, GradientSums[] Levels, double Output)
{
    public LeafTotals Leaf => new(SumWhere(_ => true), RowBins.Length, Output);

    public GradientSums SumWhere(Func<int, bool> isTaken)
    {
        var sums = default(GradientSums);
        for (int row = 0; row < RowBins.Length; row++)
        {
            sums += isTaken(RowBins[row]) ? Levels[row] : default;
        }
        return sums;
    }

    public int CountWhere(Func<int, bool> isTaken) => RowBins.Count(isTaken);
}

/// <summary>
/// Every candidate split, tried one after the other: rows are parted, counted and summed for each. Gains are the stated
/// expressions, written again. With a random word only the candidate that it draws is tried.
/// </summary>
sealed class SplitReference(BoosterOptions options, GradientGrid grid)
{
    /// <summary>A candidate and what it is worth.</summary>
    public sealed record Candidate(Split Split, double Score, double Gain);

    bool IsPlain => options.LambdaL1 == 0 && options.MaxDeltaStep <= 0 && options.PathSmooth == 0;

    /// <summary>The best threshold, or null; among equal scores the lowest bin, then missing right.</summary>
    public Candidate? Numeric(LeafRowsOfFeature rows, uint? word = null)
    {
        var missing = ((bool[])[false, true]).Where(goesLeft => !goesLeft || rows.RowBins.Contains(rows.Bins.MissingBin));
        int[] bins = [.. Enumerable.Range(0, ((NumericBins)rows.Bins).Edges.Length).Where(bin => bin != rows.Bins.MissingBin)];
        var candidates =
            from bin in word is null ? bins : Drawn(bins.Length > 1 ? bins[..^1] : bins, word) // above the last bin is nothing
            from missingGoesLeft in missing
            select Try(rows, new() { Bin = bin, MissingGoesLeft = missingGoesLeft }, options.LambdaL2);
        return Best(candidates);
    }

    /// <summary>The best set of categories, or null; among equal scores the set tried first.</summary>
    public Candidate? Categorical(LeafRowsOfFeature rows, uint? word = null) => Best(
        rows.Bins.BinCount <= options.MaxCatToOnehot ? OneAgainstRest(rows, word) : SortedSubsets(rows, word));

    IEnumerable<Candidate?> OneAgainstRest(LeafRowsOfFeature rows, uint? word) =>
        Drawn([.. Enumerable.Range(1, rows.Bins.BinCount - 1)], word).Select(bin => Try(rows, SetOf([bin]), options.LambdaL2));

    static int[] Drawn(int[] all, uint? word) => word is { } drawn && all.Length > 0
        ? [all[(int)Math.Floor(drawn / 4294967296.0 * all.Length)]] : all;

    /// <summary>Prefixes of the order by G / (H + smooth), then of the reverse order, in groups of enough rows.</summary>
    IEnumerable<Candidate?> SortedSubsets(LeafRowsOfFeature rows, uint? word)
    {
        int[] order = [.. Enumerable.Range(1, rows.Bins.BinCount - 1)
            .Where(bin => CountAs(Math.Ceiling(options.CatSmooth), rows.SumWhere(b => b == bin), rows.Leaf))
            .OrderBy(bin => Key(rows.SumWhere(b => b == bin)))];
        int most = Math.Min(options.MaxCatThreshold, (order.Length + 1) / 2);
        int[] lengths = Drawn([.. Enumerable.Range(1, most)], word);
        return Prefixes(rows, order[..most], lengths).Concat(Prefixes(rows, [.. order.Reverse().Take(most)], lengths));
    }

    double Key(GradientSums sums) =>
        sums.Gradient * grid.GradientScale / (sums.Hessian * grid.HessianScale + options.CatSmooth);

    IEnumerable<Candidate?> Prefixes(LeafRowsOfFeature rows, int[] order, int[] lengths)
    {
        var grouped = default(GradientSums);
        for (int length = 1; length <= order.Length; length++)
        {
            int[] taken = order[..length];
            var left = rows.SumWhere(taken.Contains);
            var right = rows.Leaf.Sums - left;
            if (!IsEnough(rows.Leaf, left))
            {
                continue;
            }
            if (!IsEnough(rows.Leaf, right) || !CountAs(options.MinDataPerGroup, right, rows.Leaf))
            {
                yield break;
            }
            if (CountAs(options.MinDataPerGroup, left - grouped, rows.Leaf))
            {
                grouped = left;
                yield return lengths.Contains(length) ? Try(rows, SetOf(taken), options.LambdaL2 + options.CatL2) : null;
            }
        }
    }

    static Split SetOf(int[] bins)
    {
        var split = new Split { Bin = -1 };
        Array.ForEach(bins, bin => split.Categories.Add(bin));
        return split;
    }

    static Candidate? Best(IEnumerable<Candidate?> candidates) => candidates.Where(candidate => candidate is not null)
        .Aggregate((Candidate?)null, (best, candidate) => best is null || candidate!.Score > best.Score ? candidate : best);

    /// <summary>The candidate where both sides have enough rows and hessian, else null.</summary>
    public Candidate? Try(LeafRowsOfFeature rows, Split split, double lambdaL2)
    {
        var leftBins = split.LeftBins(rows.Bins);
        var left = rows.SumWhere(bin => leftBins.Contains(bin));
        var right = rows.Leaf.Sums - left;
        int leftCount = rows.CountWhere(bin => leftBins.Contains(bin)), rightCount = rows.RowBins.Length - leftCount;
        if (!IsEnough(rows.Leaf, left) || !IsEnough(rows.Leaf, right))
        {
            return null;
        }
        double score = Score(left, right, lambdaL2, leftCount, rightCount, rows.Output);
        split.Left = left;
        split.LambdaL2 = lambdaL2;
        split.Gain = (IsPlain ? score * Unit : score) - (OwnGain(rows.Leaf) + options.MinGainToSplit);
        return new(split, score, split.Gain);
    }

    bool IsEnough(LeafTotals leaf, GradientSums sums) => CountAs(options.MinDataInLeaf, sums, leaf)
        && sums.Hessian >= Math.Ceiling(options.MinSumHessianInLeaf / grid.HessianScale);

    /// <summary>Rounded, the hessian sum is that of so many rows of the leaf's mean.</summary>
    static bool CountAs(double rows, GradientSums sums, LeafTotals leaf) =>
        sums.Hessian >= 1 && sums.Hessian >= (rows - 0.5) * leaf.Sums.Hessian / leaf.RowCount;

    double Unit => grid.GradientScale * grid.GradientScale / grid.HessianScale;

    double Score(GradientSums left, GradientSums right, double lambdaL2, int leftCount, int rightCount, double parentOutput)
    {
        if (!IsPlain)
        {
            return GainAt(left, lambdaL2, Output(left, lambdaL2, leftCount, parentOutput))
                + GainAt(right, lambdaL2, Output(right, lambdaL2, rightCount, parentOutput));
        }
        double lambda = lambdaL2 / grid.HessianScale, hl = left.Hessian + lambda, hr = right.Hessian + lambda;
        double gl = left.Gradient, gr = right.Gradient;
        return (gl * gl * hr + gr * gr * hl) / (hl * hr);
    }

    double OwnGain(LeafTotals leaf)
    {
        double g = leaf.Sums.Gradient;
        return IsPlain ? g * g / (leaf.Sums.Hessian + options.LambdaL2 / grid.HessianScale) * Unit
            : GainAt(leaf.Sums, options.LambdaL2, options.PathSmooth > 0
                ? leaf.Output : Output(leaf.Sums, options.LambdaL2, leaf.RowCount, leaf.Output));
    }

    double GainAt(GradientSums sums, double lambdaL2, double output)
    {
        double hessian = sums.Hessian * grid.HessianScale + lambdaL2;
        return -(2 * SoftThreshold(sums.Gradient * grid.GradientScale) * output + hessian * output * output);
    }

    double SoftThreshold(double gradient) =>
        Math.CopySign(Math.Max(0, Math.Abs(gradient) - options.LambdaL1), gradient);

    /// <summary>A node's own output, then pulled to its parent's.</summary>
    public double Output(GradientSums sums, double lambdaL2, long rowCount, double parentOutput)
    {
        double own = RootOutput(sums.Gradient * grid.GradientScale, sums.Hessian * grid.HessianScale, lambdaL2);
        return Smooth(own, rowCount, parentOutput);
    }

    public double RootOutput(double gradient, double hessian, double lambdaL2)
    {
        double output = hessian + lambdaL2 > 0 ? -SoftThreshold(gradient) / (hessian + lambdaL2) : 0;
        return options.MaxDeltaStep > 0 ? Math.Clamp(output, -options.MaxDeltaStep, options.MaxDeltaStep) : output;
    }

    public double Smooth(double output, long rowCount, double parentOutput)
    {
        double share = rowCount / options.PathSmooth;
        return options.PathSmooth > 0 ? output * share / (share + 1) + parentOutput / (share + 1) : output;
    }
}
