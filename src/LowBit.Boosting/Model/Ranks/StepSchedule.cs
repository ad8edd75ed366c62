namespace LowBit.Boosting;

/// <summary>
/// Orders the nodes of a tree, children before parents, so that numeric and category nodes alternate in few long runs:
/// all nodes of a kind whose children are done, then all of the other kind.
/// </summary>
sealed class StepSchedule
{
    readonly Tree _tree;
    readonly int[] _parent, _pending; // pending: children that are inner nodes and not done
    readonly Queue<int>[] _ready = [new(), new()];

    StepSchedule(Tree tree)
    {
        (_tree, _parent, _pending) = (tree, new int[tree.LeafCount - 1], new int[tree.LeafCount - 1]);
        for (int node = 0; node < _parent.Length; node++)
        {
            foreach (int child in (ReadOnlySpan<int>)[tree.LeftChild[node], tree.RightChild[node]])
            {
                if (child > 0)
                {
                    (_parent[child], _pending[node]) = (node, _pending[node] + 1);
                }
            }
        }
    }

    /// <summary>The nodes of each run: numeric, category, numeric, …</summary>
    public static List<List<int>> Of(Tree tree)
    {
        var schedule = new StepSchedule(tree);
        for (int node = 0; node < schedule._pending.Length; node++)
        {
            schedule.Offer(node);
        }
        var runs = new List<List<int>>();
        while (schedule._ready.Any(kind => kind.Count > 0))
        {
            runs.Add([.. schedule.Run(schedule._ready[runs.Count % 2])]);
        }
        return runs;
    }

    IEnumerable<int> Run(Queue<int> kind)
    {
        while (kind.TryDequeue(out int node))
        {
            yield return node;
            if (node != 0)
            {
                _pending[_parent[node]]--;
                Offer(_parent[node]);
            }
        }
    }

    void Offer(int node)
    {
        if (_pending[node] == 0)
        {
            _ready[_tree.DecisionType[node] & 1].Enqueue(node);
        }
    }
}
