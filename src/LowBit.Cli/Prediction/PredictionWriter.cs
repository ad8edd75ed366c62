using System.Globalization;
using System.Text;
using LowBit.Boosting;

namespace LowBit.Cli;

/// <summary>What a prediction of a row is.</summary>
enum PredictionKind
{
    /// <summary>Through the transform of the objective: probability, rate, ….</summary>
    Transformed,

    /// <summary>Sums of leaf values.</summary>
    Raw,

    /// <summary>The leaf of each tree.</summary>
    Leaf,

    /// <summary>Output by output: what each feature adds to the raw score, and the expected value.</summary>
    Contributions,
}

/// <summary>Predicts a table and writes one line per row, values separated by tabs.</summary>
sealed class PredictionWriter(BoostedTrees model, PredictionKind kind, PredictionOptions options)
{
    const int MostPartRows = 2048, MostPartCells = 1 << 22;

    /// <summary>Rows a part; contributions of many features take more room.</summary>
    int PartRows { get; } = kind == PredictionKind.Contributions
        ? Math.Clamp(MostPartCells / model.ContributionCount, 1, MostPartRows) : MostPartRows;

    /// <summary>Parts of rows are predicted at a time and written in the order of the file.</summary>
    /// <exception cref="BadDataException">A row cannot be read: the first such part, whatever the number of threads.</exception>
    public void Write(ModelTable table, TextWriter output, CancellationToken cancellation)
    {
        int threads = options.ThreadCount > 0 ? options.ThreadCount : Environment.ProcessorCount;
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellation };
        var texts = new StringBuilder[threads];
        var failures = new LowBitException?[threads];
        int partRows = table.BlockRows(PartRows);
        for (int begin = 0; begin < table.RowCount; begin += threads * partRows)
        {
            int first = begin;
            int count = Math.Min(threads, (table.RowCount - begin + partRows - 1) / partRows);
            Parallel.For(0, count, parallel, part => (texts[part], failures[part]) = Try(table, first + part * partRows, partRows));
            for (int part = 0; part < count; part++)
            {
                output.Write(failures[part] is { } failure ? throw failure : texts[part]);
            }
        }
    }

    (StringBuilder Text, LowBitException? Failure) Try(ModelTable table, int firstRow, int partRows)
    {
        try
        {
            return (Text(table, firstRow, partRows), null);
        }
        catch (LowBitException failure)
        {
            return (new(), failure);
        }
    }

    StringBuilder Text(ModelTable table, int firstRow, int partRows)
    {
        int rowCount = Math.Min(partRows, table.RowCount - firstRow);
        double[] rows = new double[rowCount * model.FeatureCount];
        table.Read(firstRow, rowCount, rows);
        var single = options with { ThreadCount = 1 };
        return kind == PredictionKind.Leaf ? Lines(Leaves(rows, rowCount, single), rowCount) : Lines(Values(rows, rowCount, single), rowCount);
    }

    int[] Leaves(double[] rows, int rowCount, PredictionOptions single)
    {
        int trees = ModelRounds.Count(model, single) * model.OutputCount;
        int[] leaves = new int[rowCount * trees];
        model.PredictLeaf(rows, rowCount, leaves, single);
        return leaves;
    }

    double[] Values(double[] rows, int rowCount, PredictionOptions single)
    {
        bool isContribution = kind == PredictionKind.Contributions;
        double[] values = new double[rowCount * (isContribution ? model.ContributionCount : model.OutputCount)];
        if (isContribution)
        {
            model.PredictContributions(rows, rowCount, values, single);
        }
        else if (kind == PredictionKind.Raw)
        {
            model.PredictRaw(rows, rowCount, values, single);
        }
        else
        {
            model.Predict(rows, rowCount, values, single);
        }
        return values;
    }

    static StringBuilder Lines<T>(T[] cells, int rowCount) where T : ISpanFormattable
    {
        var text = new StringBuilder();
        int columns = cells.Length / rowCount;
        text.Append('\n', columns == 0 ? rowCount : 0);
        for (int i = 0; i < cells.Length; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{cells[i]}").Append((i + 1) % columns == 0 ? '\n' : '\t');
        }
        return text;
    }
}
