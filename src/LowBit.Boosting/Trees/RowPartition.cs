using LowBit.Numerics;

namespace LowBit.Boosting;

/// <summary>
/// The rows of the tree in the order of its leaves. A split moves a leaf's rows to the other of two buffers, left rows
/// first, each side in its old order: first every worker marks which of its rows go left, then all copy at once.
/// </summary>
sealed unsafe class RowPartition
{
    const int LeastRows = 4096, WordRows = 64;

    readonly NativeBuffer<int>[] _rows;
    readonly NativeBuffer<short>[]? _packed;
    readonly NativeBuffer<ulong> _marks;
    readonly WorkerTeam _team;
    readonly PartitionKernel _kernel;
    readonly int[] _leftCounts;
    readonly Action<int, int> _mark, _move;
    LeafRows _leaf;
    SplitTest _test;
    int _grainRows;

    /// <param name="rowCount">Rows of this rank.</param>
    /// <param name="carriesPacked">Packed gradients travel with the rows.</param>
    /// <param name="team">Threads.</param>
    /// <param name="path">Kernel.</param>
    public RowPartition(int rowCount, bool carriesPacked, WorkerTeam team, KernelPath path)
    {
        _rows = [new(rowCount), new(rowCount)];
        _packed = carriesPacked ? [new(rowCount), new(rowCount)] : null;
        _marks = new((rowCount + 63) / 64 + 1);
        _team = team;
        _kernel = PartitionKernel.For(path);
        _leftCounts = new int[rowCount / LeastRows + 2];
        (_mark, _move) = (Mark, Move);
    }

    /// <summary>The root's rows, ascending; to be filled before the first split.</summary>
    public Span<int> RootRows => _rows[0].Span;

    /// <summary>The root's packed gradients, in the order of <see cref="RootRows"/>.</summary>
    public Span<short> RootPacked => _packed is null ? [] : _packed[0].Span;

    public bool CarriesPacked => _packed is not null;

    public RowSegment Segment(LeafRows leaf, FixedPointPair* gradients) => new()
    {
        Rows = _rows[leaf.Buffer].Start + leaf.Begin,
        Packed = _packed is null ? null : _packed[leaf.Buffer].Start + leaf.Begin,
        Gradients = gradients,
        Count = leaf.Count,
        AreNeighbours = leaf.Count == _rows[0].Length, // all rows, which no split has moved apart
    };

    /// <summary>Splits a leaf's rows.</summary>
    /// <returns>The left and the right rows.</returns>
    public (LeafRows Left, LeafRows Right) Split(LeafRows leaf, SplitTest test)
    {
        (_leaf, _test) = (leaf, test);
        _grainRows = GrainRows(leaf.Count);
        int grains = (leaf.Count + _grainRows - 1) / _grainRows;
        _team.ForRanges(leaf.Count, _grainRows, _mark);
        int left = 0;
        for (int grain = 0; grain < grains; grain++)
        {
            (_leftCounts[grain], left) = (left, left + _leftCounts[grain]);
        }
        _leftCounts[grains] = left;
        _team.ForRanges(leaf.Count, _grainRows, _move);
        int other = 1 - leaf.Buffer;
        return (new(leaf.Begin, left, other), new(leaf.Begin + left, leaf.Count - left, other));
    }

    // One range a worker: where ranges meet, workers write and fetch ahead next to each other, and wait for each other's lines.
    // Whole words of marks, so that none is shared.
    int GrainRows(int rows) => Math.Max(LeastRows, (rows / _team.ThreadCount + WordRows) / WordRows * WordRows);

    void Mark(int begin, int end)
    {
        int* rows = _rows[_leaf.Buffer].Start + _leaf.Begin + begin;
        ulong* marks = _marks.Start + begin / 64;
        _leftCounts[begin / _grainRows] = _test.Sparse is not null ? _test.MarkSparse(rows, end - begin, marks)
            : _test.Words != null ? _test.MarkWords(rows, end - begin, marks)
            : _kernel.Mark(rows, end - begin, _test, marks);
    }

    void Move(int begin, int end)
    {
        int grain = begin / _grainRows;
        int left = _leaf.Begin + _leftCounts[grain];
        int right = _leaf.Begin + _leftCounts[(_leaf.Count + _grainRows - 1) / _grainRows] + begin - _leftCounts[grain];
        int from = _leaf.Begin + begin;
        ulong* marks = _marks.Start + begin / 64;
        var source = _rows[_leaf.Buffer];
        var target = _rows[1 - _leaf.Buffer];
        int lefts = _leftCounts[grain + 1] - _leftCounts[grain];
        _kernel.MoveRows(source.Start + from, end - begin, marks, lefts, target.Start + left, target.Start + right);
        if (_packed is not null)
        {
            var packed = _packed[1 - _leaf.Buffer];
            _kernel.MovePacked(
                _packed[_leaf.Buffer].Start + from, end - begin, marks, lefts, packed.Start + left, packed.Start + right);
        }
    }
}

/// <summary>Where a leaf's rows stand.</summary>
/// <param name="Begin">First position.</param>
/// <param name="Count">Rows of this rank.</param>
/// <param name="Buffer">Which of the two buffers.</param>
readonly record struct LeafRows(int Begin, int Count, int Buffer);
