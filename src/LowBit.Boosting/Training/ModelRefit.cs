namespace LowBit.Boosting;

/// <summary>
/// New leaf values for the trees of a model, from the gradients of new rows: exact sums, tree by tree, the scores of the
/// rows summed over the refitted trees from 0, or from initial scores. L1 leaves are weighted percentiles, as in training.
/// </summary>
sealed unsafe class ModelRefit
{
    const int GrainRows = 16_384;

    readonly Dataset _data;
    readonly SplitRules _rules;
    readonly double _lambdaL2, _decayRate;
    readonly WorkerTeam _team;
    readonly GradientPass _gradients;
    readonly LeafSums _sums;
    readonly WeightedPercentile? _percentile;
    readonly double[][] _scores;

    ModelRefit(
        BoostedTrees model, Dataset data, BoosterOptions options, IObjective objective, double decayRate, EnginePath path,
        WorkerTeam team)
    {
        (_data, _rules, _lambdaL2, _decayRate, _team) = (data, new(options), options.LambdaL2, decayRate, team);
        var buffers = new GradientBuffers(objective.OutputCount, data.RowCount, objective.HasUnitHessian, data.WeightValues);
        _gradients = new GradientPass(objective, data, buffers, GradientScale.Maximum, team, path.Kernel);
        _sums = new LeafSums(buffers, data, model.Trees.Select(tree => tree.LeafCount).DefaultIfEmpty(1).Max(), team, path.Kernel);
        _percentile = objective.LeafPercentile is { } fraction
            ? new WeightedPercentile(
                fraction, objective.LeafWeights.IsEmpty ? data.Weights : objective.LeafWeights, data.Collective, team) : null;
        _scores = [.. Enumerable.Range(0, objective.OutputCount).Select(output => InitialScores.Of(data, output))];
    }

    public static BoostedTrees Run(
        BoostedTrees model, Dataset data, BoosterOptions options, double decayRate, EnginePath path, CancellationToken cancellation)
    {
        options = options with { EarlyStoppingRound = 0 };
        Check(model, data, options, decayRate);
        data = new LabelCodes(data, options).Of(data);
        var objective = options.CustomObjective ?? Objectives.Create(
            InputRules.WithClasses(options, model), data.Labels, data.Collective, path.Kernel);
        InputRules.CheckObjective(model, objective);
        objective.Prepare(data.TargetValues, data.Weights, data.DescribeLabel, data.Collective);
        using var team = new WorkerTeam(options.NumThreads);
        InitialScores.Check(data, objective.OutputCount, "the data set");
        var refit = new ModelRefit(model, data, options, objective, decayRate, path, team);
        var trees = new List<Tree>();
        for (int round = 0; round < model.IterationCount; round++)
        {
            cancellation.ThrowIfCancellationRequested();
            refit.Round(round, [.. model.Trees.Skip(trees.Count).Take(model.OutputCount)], trees);
        }
        return new(model.Content with { Trees = trees });
    }

    static void Check(BoostedTrees model, Dataset data, BoosterOptions options, double decayRate)
    {
        OptionRules.Check(options, 0);
        if (data.Input?.Leaves is null || data.InputModel != model)
        {
            throw new BadOptionException(
                "the data set does not keep the leaves of this model; make it with DatasetOptions.InputModel = the model and KeepLeaves = true.");
        }
        if (!(decayRate is >= 0 and <= 1))
        {
            throw new BadOptionException($"refit_decay_rate is {decayRate}; allowed: a number in [0, 1].");
        }
        if (model.AverageOutput)
        {
            throw new BadModelException(
                "the model's predictions are averages over its rounds (average_output, a random forest), whose leaves cannot be refitted one after the other; train a new model.");
        }
        if (model.Trees.Any(tree => tree.LinearLeaves.Length > 0))
        {
            throw new BadModelException("the model has linear leaves, which cannot be refitted; train a new model.");
        }
    }

    void Round(int round, Tree[] trees, List<Tree> destination)
    {
        _gradients.Compute(round, _scores);
        for (int output = 0; output < trees.Length; output++)
        {
            fixed (ushort* leaves = _data.Input!.Leaves![destination.Count])
            {
                destination.Add(Refit(trees[output], output, leaves));
                AddScores(destination[^1].LeafValue, _scores[output], leaves);
            }
        }
    }

    Tree Refit(Tree tree, int output, ushort* leaves)
    {
        var sums = _sums.Of(
            output, _gradients.GradientMaximum(output), _gradients.HessianBound(output), leaves, tree.LeafCount);
        var nodes = new RefitNodes(tree, sums, _rules.Options.PathSmooth > 0 ? RowCounts(leaves, tree.LeafCount) : null);
        nodes.Compute(Output, (own, rows, parent) => _rules.Smooth(own, rows, parent));
        double[] best = nodes.Leaves;
        _percentile?.OfGroups(_data.TargetValues, _scores[output], new(leaves, _data.RowCount), best);
        return tree.With(
            Blend(tree.LeafValue, best, nodes.LeafHessians, tree.Shrinkage),
            tree.InternalValue.Length == 0 ? [] : Blend(tree.InternalValue, nodes.Inner, nodes.InnerHessians, tree.Shrinkage));
    }

    double Output(GradientSums sums) => _rules.OutputUnsmoothed(
        sums.Gradient * _sums.GradientScale, sums.Hessian * _sums.HessianScale, _lambdaL2);

    /// <summary>Where no row, or no row of any weight, says anything, the old value stays.</summary>
    double[] Blend(double[] old, double[] best, long[] hessians, double shrinkage)
    {
        var blended = new double[old.Length];
        for (int i = 0; i < blended.Length; i++)
        {
            blended[i] = hessians[i] == 0 ? old[i]
                : TreeConversion.NoDust(_decayRate * old[i] + (1 - _decayRate) * (best[i] * shrinkage));
        }
        return blended;
    }

    long[] RowCounts(ushort* leaves, int leafCount)
    {
        var counts = new long[leafCount];
        for (int row = 0; row < _data.RowCount; row++)
        {
            counts[leaves[row]]++;
        }
        _data.Collective.AllReduceSum(counts);
        return counts;
    }

    void AddScores(double[] values, double[] scores, ushort* leaves) => _team.ForRanges(_data.RowCount, GrainRows, (begin, end) =>
    {
        for (int row = begin; row < end; row++)
        {
            scores[row] += values[leaves[row]];
        }
    });
}
