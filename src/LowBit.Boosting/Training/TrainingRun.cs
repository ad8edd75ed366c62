using LowBit.Numerics;

namespace LowBit.Boosting;

/// <summary>
/// One training: its threads, buffers and scores. <see cref="Booster"/> calls it round by round; nothing big is
/// allocated after it is made.
/// </summary>
sealed unsafe class TrainingRun : IDisposable
{
    readonly Dataset _data;
    readonly BoosterOptions _options;
    readonly IObjective _objective;
    readonly WorkerTeam _team;
    readonly Bag _bag;
    readonly GradientBuffers _buffers;
    readonly GradientPass _gradients;
    readonly GradientQuantizer _quantizer;
    readonly RootRows _root;
    readonly TreeGrower _grower;
    readonly LeafRefit _refit;
    readonly PercentileLeaves? _percentiles;
    readonly ScoredSet _training;
    readonly NativeBuffer<FixedPointPair>? _fixedPoint;
    readonly NativeBuffer<short>? _packed;
    readonly double[] _baselines;
    readonly double[][] _startScores;
    readonly LearningRates _rates;
    readonly List<Tree> _trees;
    readonly int _firstRound;
    bool _hasGradients;

    TrainingRun(
        Dataset data, BoosterOptions options, IObjective objective, IReadOnlyList<Dataset> validation, EnginePath path,
        WorkerTeam team)
    {
        (_data, _options, _objective, _team) = (data, options, objective, team);
        _trees = [.. data.InputModel?.Trees ?? []];
        _firstRound = _trees.Count / objective.OutputCount;
        _bag = new Bag(options, data);
        _buffers = new GradientBuffers(objective.OutputCount, data.RowCount, objective.HasUnitHessian, data.WeightValues);
        _gradients = new GradientPass(objective, data, _buffers, ScaleOf(options), team, path.Kernel);
        _quantizer = new GradientQuantizer(_buffers, data, options.Rounding, team, path.Kernel);
        bool isWide = path.WideHistograms || IsWide(data, options);
        var shares = new FeatureShares(data.Features, data.Bins, SplittableFeatures.Of(data, options, team), team.ThreadCount);
        var layout = HistogramLayout.For(data, options, shares, isWide, SplitRules.NeedsCounts(options, _buffers.IsUnit));
        HistogramBytes = (long)layout.WordCount * sizeof(long);
        _fixedPoint = layout.IsWide ? new(data.RowCount) : null;
        _packed = UsesLevels && (layout.IsWide || _bag.IsUsed) ? new(data.RowCount) : null;
        var partition = new RowPartition(data.RowCount, !layout.IsWide, team, path.Kernel);
        _root = new RootRows(partition, team);
        _grower = new TreeGrower(data, options, layout, new(data.Features, data.Bins, shares, layout), partition, team, path.Kernel);
        _refit = new LeafRefit(_buffers, data, options.NumLeaves, team, path.Kernel);
        _percentiles = objective.LeafPercentile is { } fraction
            ? new PercentileLeaves(
                fraction, objective.LeafWeights.IsEmpty ? data.Weights : objective.LeafWeights, data, options.NumLeaves, team)
            : null;
        _training = new ScoredSet(
            TrainingSets.TrainingName, data, objective, IsForest && options.IsProvideTrainingMetric, team);
        var metrics = Metrics.Create(options, objective);
        Sets = new TrainingSets(_training, validation, objective, [.. metrics], options, team) { FirstRound = _firstRound };
        _baselines = [.. Enumerable.Range(0, objective.OutputCount).Select(objective.Baseline)];
        _startScores = IsForest ? ScoredSet.ArraysFor(data, objective) : _training.Scores;
        for (int output = 0; output < objective.OutputCount && StartsAtBaseline && (IsForest || _firstRound == 0); output++)
        {
            Array.Fill(_startScores[output], _baselines[output]);
        }
        _rates = new LearningRates(options);
    }

    /// <summary>Checks data and options and makes everything ready for the first round.</summary>
    public static TrainingRun Start(
        Dataset data, BoosterOptions options, IReadOnlyList<Dataset> validation, EnginePath path)
    {
        TrainingRules.Check(data, options, validation);
        var codes = new LabelCodes(data, options);
        (data, validation) = (codes.Of(data), [.. validation.Select(codes.Of)]);
        var objective = options.CustomObjective ?? Objectives.Create(
            InputRules.WithClasses(options, data.InputModel), data.Labels, data.Collective, path.Kernel);
        InputRules.Check(data, validation, objective, options);
        objective.Prepare(data.TargetValues, data.Weights, data.DescribeLabel, data.Collective);
        var team = new WorkerTeam(options.NumThreads);
        try
        {
            return new(data, options, objective, validation, path, team);
        }
        catch
        {
            team.Dispose();
            throw;
        }
    }

    /// <summary>The model of the rounds so far.</summary>
    /// <param name="rounds">Rounds to keep of this run; null: all.</param>
    public BoostedTrees ToModel(int? rounds)
    {
        var trees = rounds is { } kept ? _trees[..((_firstRound + kept) * OutputCount)] : _trees;
        return ModelAssembly.Assemble([.. trees], _data, _options, _objective);
    }

    public TrainingSets Sets { get; }

    /// <summary>Bytes of one leaf's histogram.</summary>
    public long HistogramBytes { get; }

    /// <summary>Rows whose gradient was beyond the largest level in the last round.</summary>
    public long SaturatedRows { get; private set; }

    public List<Tree> Trees => _trees;

    public double[][] Scores => _training.Scores;

    /// <summary>Gradients of the last round.</summary>
    public GradientBuffers Buffers => _buffers;

    /// <summary>Bounds of the gradients of the last round.</summary>
    public GradientPass Gradients => _gradients;

    /// <summary>The last tree of the last round.</summary>
    public GrownTree LastTree => _grower.Tree;

    /// <summary>The leaf of each training row in <see cref="LastTree"/>.</summary>
    public LeafAssignment Leaves => _training.Leaves;

    /// <summary>As in LightGBM, initial scores of the training rows take the place of the baseline.</summary>
    bool HasInitialScores => _data.InitScoreValues is not null;

    bool StartsAtBaseline => _options.BoostFromAverage && !HasInitialScores;

    /// <summary>Gradients are levels of 2 … 8 bits; else the 32-bit reference.</summary>
    bool UsesLevels => _options.GradientBits != GradientGrid.ReferenceBits;

    /// <summary>Trees do not know each other: each starts from the baseline.</summary>
    bool IsForest => _options.Boosting == BoostingMode.RandomForest;

    public int OutputCount => _objective.OutputCount;

    /// <summary>Where to note the time of each phase, or null.</summary>
    public TrainingProfile? Profile
    {
        get => _team.Profile;
        set => _team.Profile = value;
    }

    /// <summary>Takes over the trees of rounds that were done before; the run then stands where it stood after them.</summary>
    public void Restore(IReadOnlyList<Tree> trees)
    {
        foreach (var tree in trees)
        {
            int output = _trees.Count % OutputCount;
            bool isFirst = _trees.Count < OutputCount;
            var walk = StoredTreeBins.Of(tree, _data.Features) ?? throw new BadModelException(
                "the checkpoint holds a tree that was not grown on the bins of this run; train from the start.");
            _training.Leaves.Walk(walk, null);
            _training.AddTree(output, tree, isFirst);
            Sets.AddToValidation(output, walk, tree, isFirst);
            _trees.Add(tree);
        }
    }

    /// <summary>Computes gradients and grows one tree an output.</summary>
    /// <param name="round">The round of this run, from 0; random streams count from the start of the model.</param>
    /// <returns>
    /// False where no tree could be split: there is nothing left to learn, and the round's trees are not kept. A forest goes
    /// on: the next bag may be split.
    /// </returns>
    public bool Round(int round)
    {
        round += _firstRound;
        SaturatedRows = 0;
        _bag.StartRound(round);
        ComputeGradients(round);
        bool hasSplit = false;
        for (int output = 0; output < OutputCount; output++)
        {
            int tree = round * OutputCount + output;
            Grow(output, tree);
            hasSplit |= _grower.Tree.LeafCount > 1;
            Finish(output, round);
        }
        if (!hasSplit && round > 0 && !IsForest)
        {
            _trees.RemoveRange(_trees.Count - OutputCount, OutputCount);
        }
        return hasSplit || IsForest;
    }

    public void Dispose() => _team.Dispose();

    /// <summary>32-bit levels have room for the largest gradient: the reference mode never saturates.</summary>
    static GradientScale ScaleOf(BoosterOptions options) =>
        options.GradientBits == GradientGrid.ReferenceBits ? GradientScale.Maximum : options.GradientScale;

    /// <summary>Two words a bin where levels are 32 bits, or where 32-bit halves could overflow.</summary>
    static bool IsWide(Dataset data, BoosterOptions options)
    {
        if (options.GradientBits == GradientGrid.ReferenceBits)
        {
            return true; // sums of 32-bit levels
        }
        int level = IntegerFormat.Symmetric(options.GradientBits).MaxLevel;
        return !HistogramLayout.PackedIsSafe(data.GlobalRowCount, level, 2 * level);
    }

    /// <summary>At the scores so far; those of a forest never change.</summary>
    void ComputeGradients(int round)
    {
        if (!_hasGradients)
        {
            Profile?.Enter(TrainingPhase.Gradients, _data.RowCount);
            _gradients.Compute(round, _startScores);
            _hasGradients = IsForest;
            Profile?.Enter(TrainingPhase.Other);
        }
    }

    void Grow(int output, int tree)
    {
        var grid = GradientGrid.For(
            _options.GradientBits, _gradients.GradientBound(output), _gradients.HessianBound(output), _buffers.IsUnit);
        var random = RandomStreams.Of(_options.Seed, RandomStreams.GradientRounding, tree);
        Profile?.Enter(TrainingPhase.Quantize, _data.RowCount);
        if (!grid.IsFlat)
        {
            Quantize(output, grid, random);
        }
        FillRoot();
        Profile?.Enter(TrainingPhase.Other);
        _grower.Grow(grid, _bag.Count, _fixedPoint is null ? null : _fixedPoint.Start, tree);
        Profile?.Enter(TrainingPhase.Other);
    }

    void Quantize(int output, GradientGrid grid, RandomStream random)
    {
        if (!UsesLevels)
        {
            _quantizer.Encode(output, grid, _fixedPoint!.Start);
            return;
        }
        fixed (short* root = _grower.Partition.RootPacked)
        {
            _quantizer.Pack(output, grid, random, _packed is null ? root : _packed.Start);
        }
        SaturatedRows += _quantizer.SaturatedCount;
        if (_fixedPoint is not null)
        {
            _quantizer.Widen(_packed!.Start, _fixedPoint.Start);
        }
    }

    void FillRoot()
    {
        if (_bag.IsUsed)
        {
            _root.Fill(_bag, _packed is null ? null : _packed.Start);
        }
        else
        {
            _root.Fill();
        }
    }

    void Finish(int output, int round)
    {
        bool isFirst = round == 0;
        var grown = _grower.Tree;
        var leaves = _training.Leaves;
        Profile?.Enter(TrainingPhase.Refit, _data.RowCount);
        if (_bag.IsUsed)
        {
            leaves.AssignAll(grown.LeafCount);
        }
        leaves.Scatter(_grower);
        bool isStump = grown.LeafCount == 1;
        if (_options.RefitLeaves && UsesLevels && !isStump)
        {
            _refit.Refit(
                grown, output, _gradients.GradientMaximum(output), _gradients.HessianBound(output), leaves.Leaves, _grower.Rules);
        }
        if (!isStump)
        {
            _percentiles?.Apply(grown, _startScores[output], leaves.Leaves);
        }
        Profile?.Enter(TrainingPhase.Scores, _data.RowCount);
        var walk = new BinnedTree(grown, _data.Features);
        if (_bag.IsUsed)
        {
            leaves.Walk(walk, grown.LeafCount);
        }
        var tree = isStump
            ? Stump(output, isFirst)
            : TreeConversion.ToTree(
                grown, _data.Features, _rates.Of(round), HoldsBaseline(isFirst) && StartsAtBaseline ? _baselines[output] : 0);
        _training.AddTree(output, tree, isFirst);
        Sets.AddToValidation(output, walk, tree, isFirst);
        _trees.Add(tree);
        Profile?.Enter(TrainingPhase.Other);
    }

    /// <summary>The tree holds the baseline: the first of a sum, and each of an average.</summary>
    bool HoldsBaseline(bool isFirst) => isFirst || IsForest;

    /// <summary>A tree that could not be split: the baseline where the tree holds it and scores do not start elsewhere, else nothing.</summary>
    Tree Stump(int output, bool isFirst) => new()
    {
        LeafValue = [HoldsBaseline(isFirst) && !HasInitialScores ? _baselines[output] : 0],
        LeafRowCount = [_grower.Tree.Leaves[0].RowCount],
        LeafWeight = [_grower.Tree.Leaves[0].Hessian],
    };
}
