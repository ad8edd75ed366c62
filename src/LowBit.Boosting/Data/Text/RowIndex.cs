using System.Buffers;

namespace LowBit.Boosting;

/// <summary>
/// Where the rows of a file start: for every block of bytes the number of rows that end before it, and whether it
/// starts inside quotes. To find a row, its block is scanned again.
/// </summary>
sealed class RowIndex
{
    const byte LineFeed = (byte)'\n';

    readonly ByteSource _source;
    readonly RowRange _range;
    readonly int _blockBytes;
    readonly int[] _rowsBefore;
    readonly bool[] _isInside;

    RowIndex(ByteSource source, RowRange range, TextSizes sizes, BlockCount[] counts)
    {
        (_source, _range, _blockBytes) = (source, range, sizes.BlockBytes);
        (_rowsBefore, _isInside) = (new int[counts.Length], new bool[counts.Length]);
        for (int block = 0; block < counts.Length; block++)
        {
            (_rowsBefore[block], _isInside[block]) = (RowCount, EndsInside);
            long rows = RowCount + (long)(EndsInside ? counts[block].RowsFromInside : counts[block].RowsFromOutside);
            EndsInside ^= counts[block].TurnsQuotes;
            RowCount = rows < sizes.MaxRows ? (int)rows : throw TooManyRows(source.Name, sizes.MaxRows);
        }
        RowCount += counts.Length > 0 ? 1 : 0; // the last row has no line feed
    }

    internal int RowCount { get; }

    /// <summary>Whether a quote is still open at the end.</summary>
    internal bool EndsInside { get; }

    /// <summary>Counts the rows in one pass over the bytes; checks that none is NUL.</summary>
    internal static RowIndex Build(ByteSource source, RowRange range, TextSizes sizes, int threadCount, CancellationToken cancellation)
    {
        long length = Math.Max(range.End - range.Start, 0);
        var counts = new BlockCount[checked((int)Pieces(length, sizes.BlockBytes))];
        int taskBytes = (int)Math.Min(length, (long)sizes.TaskBlocks * sizes.BlockBytes);
        TaskQueue.Run(Pieces(counts.Length, sizes.TaskBlocks), threadCount, () =>
        {
            var buffer = new byte[BlockCount.Lead + taskBytes + ByteMask.Width];
            return task =>
            {
                cancellation.ThrowIfCancellationRequested();
                CountBlocks(source, range, sizes, task, buffer, counts);
            };
        });
        return new RowIndex(source, range, sizes, counts);
    }

    /// <summary>Offset of the first byte of a row, or of a blank line before it.</summary>
    internal long OffsetOf(int row)
    {
        if (row == 0)
        {
            return _range.Start;
        }
        int block = BlockWithEnd(row - 1);
        long offset = _range.Start + (long)block * _blockBytes;
        int length = (int)Math.Min(_blockBytes, _range.End - offset);
        var buffer = ArrayPool<byte>.Shared.Rent(BlockCount.Lead + length + ByteMask.Width);
        ReadBlocks(_source, _range, offset, length, buffer);
        int rank = row - 1 - _rowsBefore[block];
        int end = BlockCount.EndOf(buffer, length, _isInside[block], _range.KeepsBlankLines, rank);
        ArrayPool<byte>.Shared.Return(buffer);
        return end >= 0 ? offset + end + 1 : throw _source.Changed();
    }

    /// <summary>The last block that has at most <paramref name="row"/> row ends before it.</summary>
    int BlockWithEnd(int row)
    {
        int low = 0, high = _rowsBefore.Length - 1;
        while (low < high)
        {
            int middle = low + (high - low + 1) / 2;
            (low, high) = _rowsBefore[middle] <= row ? (middle, high) : (low, middle - 1);
        }
        return low;
    }

    static void CountBlocks(
        ByteSource source, RowRange range, TextSizes sizes, int task, byte[] buffer, BlockCount[] destination)
    {
        int first = task * sizes.TaskBlocks;
        long offset = range.Start + (long)first * sizes.BlockBytes;
        int length = (int)Math.Min(range.End - offset, buffer.Length - BlockCount.Lead - ByteMask.Width);
        ReadBlocks(source, range, offset, length, buffer);
        for (int at = 0, block = first; at < length; at += sizes.BlockBytes, block++)
        {
            int blockLength = Math.Min(sizes.BlockBytes, length - at);
            destination[block] = BlockCount.Of(buffer.AsSpan(at), blockLength, range.KeepsBlankLines);
            if (destination[block].FirstNul >= 0)
            {
                throw source.NotText(offset + at + destination[block].FirstNul);
            }
        }
    }

    static void ReadBlocks(ByteSource source, RowRange range, long offset, int length, byte[] destination)
    {
        int lead = (int)Math.Min(BlockCount.Lead, offset - range.Start);
        destination.AsSpan(0, BlockCount.Lead).Fill(LineFeed); // a row starts where the range starts
        source.Read(offset - lead, destination.AsSpan(BlockCount.Lead - lead, lead + length));
    }

    static long Pieces(long length, int size) => (length + size - 1) / size;

    static int Pieces(int length, int size) => (int)Pieces((long)length, size);

    static BadDataException TooManyRows(string name, long most) => new(
        $"{name} has more than {most} rows, the most that a table holds. Train on a sample of them.");
}
