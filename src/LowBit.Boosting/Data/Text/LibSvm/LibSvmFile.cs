namespace LowBit.Boosting;

/// <summary>
/// A LibSVM file: rows of <c>label qid:group index:value …</c>, read once into compressed sparse rows. The rows do not
/// depend on the number of threads, nor on the size of the pieces. docs/data-files.md has the rules of the format.
/// </summary>
sealed class LibSvmFile
{
    /// <summary>Columns that a file of any size may have; a larger file may have as many as bytes.</summary>
    internal const int FreeColumns = 1 << 20;

    LibSvmFile(ByteSource source, LibSvmFormat format, LibSvmOptions options, TextSizes sizes)
    {
        (Source, Format, Sizes) = (source, format, sizes);
        (NeedsLabels, ColumnLimit) = (options.NeedsLabels, options.ColumnCount ?? int.MaxValue);
        Range = RowRange.Of(source);
        long most = Math.Max(Math.Max(FreeColumns, Range.End - Range.Start), options.ColumnCount ?? 0);
        LargestIndex = (int)Math.Min(most, int.MaxValue / 2) - 1;
    }

    internal ByteSource Source { get; }

    internal LibSvmFormat Format { get; }

    internal TextSizes Sizes { get; }

    internal RowRange Range { get; }

    /// <summary>Labels must be there and be finite.</summary>
    internal bool NeedsLabels { get; }

    /// <summary>Entries from this column on are checked and not kept.</summary>
    internal int ColumnLimit { get; }

    /// <summary>Largest index that the file may have, so that memory goes with its bytes.</summary>
    internal int LargestIndex { get; }

    /// <summary>What stands for a missing value, as in other text files.</summary>
    internal MissingMarks Marks { get; } = new(new TextTableOptions().MissingMarks);

    internal LineCursor NewCursor() => new(Source, Range.End, Sizes);

    /// <summary>Reads all rows.</summary>
    /// <param name="source">The file; still the caller's.</param>
    /// <param name="format">What <see cref="LibSvmFormat.Of"/> found.</param>
    /// <param name="options">What is wanted of it.</param>
    /// <param name="sizes">How to cut it.</param>
    /// <exception cref="BadDataException">The first line that breaks a rule.</exception>
    internal static LibSvmRows Read(ByteSource source, LibSvmFormat format, LibSvmOptions options, TextSizes sizes)
    {
        if (options.NeedsLabels && !format.HasLabel)
        {
            throw new BadDataException(
                $"{source.Name} has no labels: its first row begins with an index:value. Put the label in front of each row.");
        }
        var file = new LibSvmFile(source, format, options, sizes);
        long pieceBytes = (long)sizes.BlockBytes * sizes.TaskBlocks, bytes = file.Range.End - file.Range.Start;
        var parts = new LibSvmPart[checked((int)((bytes + pieceBytes - 1) / pieceBytes))];
        int threads = options.ThreadCount == 0 ? Environment.ProcessorCount : options.ThreadCount;
        TaskQueue.Run(parts.Length, threads, () =>
        {
            var reader = new LibSvmRowReader(file);
            return piece =>
            {
                options.Cancellation.ThrowIfCancellationRequested();
                long start = file.Range.Start + piece * pieceBytes;
                parts[piece] = reader.Read(start, Math.Min(start + pieceBytes, file.Range.End));
            };
        });
        return LibSvmRows.Join(file, parts, options);
    }

    /// <summary>The line of a row, from 1. Reads all that stands before it: for errors alone.</summary>
    internal static long LineOf(ByteSource source, int row)
    {
        var line = new LineCursor(source, RowRange.Of(source).End, TextSizes.Default);
        line.Seek(RowRange.Of(source).Start);
        for (int rows = -1; rows < row && line.Next();)
        {
            rows += LibSvmFormat.Content(line.Line).IsEmpty ? 0 : 1;
        }
        return source.LineAt(line.Offset);
    }
}

/// <summary>What is wanted of a LibSVM file.</summary>
/// <param name="NeedsLabels">Labels must be there and be finite.</param>
/// <param name="ColumnCount">Columns of a training set or model; entries behind them are not looked at. Null: those of the file.</param>
/// <param name="ThreadCount">Threads that read; 0: one a core. Changes nothing.</param>
/// <param name="Cancellation">Ends the reading.</param>
sealed record LibSvmOptions(bool NeedsLabels, int? ColumnCount, int ThreadCount, CancellationToken Cancellation = default);
