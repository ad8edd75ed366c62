namespace LowBit.Boosting;

/// <summary>Lays out the trees of a model for groups of rows.</summary>
sealed class RankedForestBuilder
{
    readonly Dictionary<Slot, RankColumn> _columns;
    readonly List<RankStep> _steps = [];
    readonly List<byte> _sets = [];
    readonly Stack<int> _free = [];
    int _places = RankedForest.MostLeaves; // vectors of the work area; the leaves come first

    RankedForestBuilder(Dictionary<Slot, RankColumn> columns) => _columns = columns;

    /// <summary>
    /// Lays out trees that <see cref="TreeCheck"/> has found no fault in. Null: a tree has more leaves, or the model asks
    /// more of a row, than groups of rows take.
    /// </summary>
    public static RankedForest? Build(IReadOnlyList<Tree> trees)
    {
        if (trees.Any(tree => tree.LeafCount > RankedForest.MostLeaves) || RankColumns.Of(trees) is not { } columns)
        {
            return null;
        }
        var builder = new RankedForestBuilder(columns);
        RankedTree[] places = [.. trees.Select(builder.Add)];
        return new(places, [.. builder._steps], [.. builder._sets], [.. columns.Values],
            columns.Values.Sum(column => column.PlaneCount), Offset(builder._places));
    }

    RankedTree Add(Tree tree)
    {
        int first = _steps.Count;
        var places = new int[tree.LeafCount - 1];
        var runs = StepSchedule.Of(tree).ConvertAll(run => run.Sum(node => Add(tree, node, places)));
        if (places.Length == 0)
        {
            return new(tree, first, [], 0); // the vector of leaf 0
        }
        _free.Push(places[0]);
        return new(tree, first, [.. runs], Offset(places[0]));
    }

    /// <summary>Adds the steps of a node whose children have theirs, and says how many.</summary>
    int Add(Tree tree, int node, int[] places)
    {
        int before = _steps.Count;
        int left = Place(tree.LeftChild[node]), right = Place(tree.RightChild[node]);
        places[node] = _free.TryPop(out int free) ? free : _places++;
        AddSteps(tree, node, left, right, places[node]);
        Array.ForEach([left, right], Free);
        return _steps.Count - before;

        int Place(int child) => child < 0 ? ~child : places[child];
    }

    void Free(int place)
    {
        if (place >= RankedForest.MostLeaves)
        {
            _free.Push(place);
        }
    }

    /// <summary>A set that spans planes takes a step for each, which leaves to the one before what is not in it.</summary>
    void AddSteps(Tree tree, int node, int left, int right, int result)
    {
        var column = _columns[Slot.Of(tree, node)];
        if (column is ThresholdColumn thresholds)
        {
            var (plane, rank) = thresholds.Place(tree.Threshold[node]);
            Step(plane, rank, left, right, result);
            return;
        }
        var sets = ((CategoryColumn)column).SetsOf(RankColumns.Codes(tree, node));
        foreach (var (plane, set) in sets.Count > 0 ? sets : new() { [0] = new byte[RankedForest.SetSize] })
        {
            Step(column.Plane(plane), _sets.Count, left, right, result);
            _sets.AddRange(set);
            right = result;
        }
    }

    void Step(int plane, int test, int left, int right, int result) => _steps.Add(new()
    {
        Plane = plane,
        Test = test,
        Left = (ushort)Offset(left),
        Right = (ushort)Offset(right),
        Result = (ushort)Offset(result),
    });

    static int Offset(int place) => place * RankedForest.GroupRows;
}
