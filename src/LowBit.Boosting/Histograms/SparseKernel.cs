using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace LowBit.Boosting;

/// <summary>The inner loops over rows and the cells of their entries.</summary>
static unsafe class SparseKernel
{
    /// <summary>Entries that are copied before they are added: they stay in the first-level cache.</summary>
    public const int BlockEntries = 512;

    /// <summary>Entries of a row up to which it is copied.</summary>
    public const int MostCopied = 64;

    /// <summary>Entries copied at a time.</summary>
    const int Step = 8;

    /// <summary>
    /// Entries a row, on average, between which <see cref="AddCopied"/> is worth it. Measured on Zen 5: 0.65 and 0.85 of the time of
    /// <see cref="Add{TSums}"/> at 5.6, 1.05 at 1.7, 0.85 and 1.25 at 15.
    /// </summary>
    const double LeastCopied = 3, MostOnAverage = 10;

    /// <summary>Whether <see cref="AddCopied"/> is the faster way.</summary>
    public static bool Copies(SparseCells sparse, int rowCount) =>
        sparse.EntryCount >= LeastCopied * rowCount && sparse.EntryCount <= MostOnAverage * rowCount;

    /// <summary>Adds rows.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="sparse">Cells by row.</param>
    /// <param name="words">in, out: [cells × words of a bin].</param>
    public static void Add<TSums>(RowSegment rows, SparseCells sparse, long* words) where TSums : struct, IBinSums<TSums>
    {
        long* starts = sparse.Starts;
        int prefetched = rows.Count - HistogramKernel.PrefetchRows;
        for (int i = 0; i < rows.Count; i++)
        {
            if (i < prefetched)
            {
                HistogramKernel.Prefetch(sparse.Cells + starts[rows.Rows[i + HistogramKernel.PrefetchRows]]);
            }
            int row = rows.Rows[i];
            AddRow(sparse.Cells + starts[row], sparse.Cells + starts[row + 1], TSums.Of(rows, i), words);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void AddRow<TSums>(int* cell, int* end, TSums sums, long* words) where TSums : struct, IBinSums<TSums>
    {
        for (; cell < end; cell++)
        {
            sums.AddTo(words + (nint)TSums.Words * *cell);
        }
    }

    /// <summary>
    /// Adds rows of few entries to packed sums. Each has another number of them, and where the loop over them ends no processor
    /// foresees: rows are copied one behind the other, whole vectors at a time, and one loop adds the entries of many.
    /// </summary>
    /// <inheritdoc cref="Add{TSums}"/>
    [SkipLocalsInit]
    public static void AddCopied(RowSegment rows, SparseCells sparse, long* words)
    {
        int* cells = stackalloc int[BlockEntries + Step];
        long* sums = stackalloc long[BlockEntries + Step];
        long* starts = sparse.Starts;
        int prefetched = rows.Count - HistogramKernel.PrefetchRows, copied = 0;
        for (int i = 0; i < rows.Count; i++)
        {
            if (i < prefetched)
            {
                HistogramKernel.Prefetch(sparse.Cells + starts[rows.Rows[i + HistogramKernel.PrefetchRows]]);
            }
            long* start = starts + rows.Rows[i];
            int* first = sparse.Cells + start[0];
            int count = (int)(start[1] - start[0]);
            if (count > MostCopied)
            {
                AddRow(first, first + count, PackedSums.Of(rows, i), words);
                continue;
            }
            Copy(first, count, PackedSums.Of(rows, i).Word, cells + copied, sums + copied);
            copied += count;
            if (copied > BlockEntries - MostCopied)
            {
                AddEntries(cells, sums, copied, words);
                copied = 0;
            }
        }
        AddEntries(cells, sums, copied, words);
    }

    /// <summary>Copies at least one vector, and up to eight entries too many, which the next row overwrites.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Copy(int* first, int count, long word, int* cells, long* sums)
    {
        var words = Vector256.Create(word);
        int done = 0;
        do
        {
            Vector256.Load(first + done).Store(cells + done);
            words.Store(sums + done);
            words.Store(sums + done + Vector256<long>.Count);
            done += Step;
        }
        while (done < count);
    }

    static void AddEntries(int* cells, long* sums, int count, long* words)
    {
        for (int entry = 0; entry < count; entry++)
        {
            long* cell = words + (nuint)(uint)cells[entry];
            cell[0] = cell[0] + sums[entry];
        }
    }
}
