using System.Numerics;

namespace LowBit.Boosting;

/// <summary>
/// What a model reads of binned features: for each bin one of its values. Where the thresholds of a tree are edges of the
/// bins, all values of a bin go the same way, and one stands for all.
/// </summary>
sealed class BinnedColumns
{
    readonly Column[] _columns;
    readonly int[] _strangersBefore; // [trees + 1] trees so far with a split that the bins cannot decide

    public BinnedColumns(BoostedTrees model, Feature[] features)
    {
        var isUsed = model.UsedFeatures();
        _columns = [.. features.Index().Where(feature => isUsed[feature.Item.Index]).Select(feature => new Column(feature.Index, feature.Item.Index, feature.Item.Bins))];
        var bins = new BinMapper?[model.FeatureCount];
        Array.ForEach(_columns, column => bins[column.Field] = column.Bins);
        _strangersBefore = new int[model.Trees.Count + 1];
        for (int tree = 0; tree < model.Trees.Count; tree++)
        {
            _strangersBefore[tree + 1] = _strangersBefore[tree] + (IsDecidedBy(bins, model.Trees[tree]) ? 0 : 1);
        }
    }

    /// <exception cref="BadDataException">The bins cannot decide a split of one of the trees.</exception>
    public void Check(Range trees)
    {
        if (_strangersBefore[trees.End] != _strangersBefore[trees.Start])
        {
            throw OtherBins();
        }
    }

    public static BadDataException OtherBins() => new(
        "The model was not trained on the bins of these data; give its training set as their reference, or predict from values.");

    /// <summary>Turns bins into values.</summary>
    /// <param name="bins">The bins of all rows.</param>
    /// <param name="first">First row.</param>
    /// <param name="end">Row behind the last.</param>
    /// <param name="width">Fields a row.</param>
    /// <param name="rows">out: [rows × width], row-major; fields that no tree looks at stay as they are.</param>
    public void Read(BinnedMatrix bins, int first, int end, int width, Span<double> rows)
    {
        for (int row = first; row < end; row++, rows = rows[width..])
        {
            foreach (var (position, field, mapper) in _columns)
            {
                rows[field] = mapper.ValueOf(bins.BinOf(position, row));
            }
        }
    }

    static bool IsDecidedBy(BinMapper?[] bins, Tree tree) => tree.LinearLeaves.Length == 0
        && Enumerable.Range(0, tree.LeafCount - 1).All(node => IsDecidedBy(bins[tree.SplitFeature[node]], tree, node));

    static bool IsDecidedBy(BinMapper? bins, Tree tree, int node) => (bins, (tree.DecisionType[node] & 1) != 0) switch
    {
        (NumericBins numeric, false) => (MissingType)(tree.DecisionType[node] >> 2) is var missing
            && (missing == MissingType.None || missing == numeric.Missing)
            && Array.BinarySearch(numeric.Edges, tree.Threshold[node]) >= 0,
        (CategoricalBins categorical, true) => AreBins(categorical, tree, (int)tree.Threshold[node]),
        _ => false,
    };

    /// <summary>Whether each category of a set has a bin of its own.</summary>
    static bool AreBins(CategoricalBins bins, Tree tree, int set)
    {
        var words = tree.CategoryBits.AsSpan(tree.CategoryBoundaries[set]..tree.CategoryBoundaries[set + 1]);
        int left = 0;
        foreach (uint word in words)
        {
            left += BitOperations.PopCount(word);
        }
        foreach (int category in bins.Categories)
        {
            left -= category / 32 < words.Length ? (int)(words[category / 32] >> (category % 32) & 1) : 0;
        }
        return left == 0;
    }

    /// <summary>A feature that the model looks at.</summary>
    /// <param name="Position">Its position among the features of the bins.</param>
    /// <param name="Field">Its position in a row.</param>
    /// <param name="Bins">Its bins.</param>
    readonly record struct Column(int Position, int Field, BinMapper Bins);
}
