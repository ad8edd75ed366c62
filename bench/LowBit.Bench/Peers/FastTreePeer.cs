using System.Diagnostics;
using LowBit.Boosting;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers.FastTree;

namespace LowBit.Bench;

/// <summary>
/// ML.NET's FastTree. It bins and trains in one call, so a training of one tree is timed too and taken off. One on a few rows
/// goes before, else the compilation of methods would be taken off too. It has no categories: their codes are numbers to it.
/// One output.
/// </summary>
sealed class FastTreePeer : IPeer
{
    const int FewRows = 1000;

    readonly MLContext _context = new(seed: 1);
    IDataView? _data;
    ITransformer? _trees;

    public void Bin(Rows rows, PeerSettings settings) => _data = View(rows);

    public double Train(PeerSettings settings, TrainingProfile? profile = null)
    {
        Fit(_context.Data.TakeRows(_data, FewRows), settings, 1);
        var (one, all) = (Fit(_data!, settings, 1), Fit(_data!, settings, settings.Iterations));
        return (all - one) * settings.Iterations / Math.Max(1, settings.Iterations - 1);
    }

    public double[] PredictRaw(Rows rows, PeerSettings settings) =>
        [.. _trees!.Transform(View(rows)).GetColumn<float>("Score").Select(score => (double)score)];

    public void Load(string csv, PeerSettings settings) => throw Unable("read files");

    public void LoadModel(string path) => throw Unable("read LightGBM's models");

    public Func<double[], double> RowPredictor(int columnCount) => throw Unable("read LightGBM's models");

    public void Dispose()
    {
    }

    static BenchException Unable(string what) => new($"fasttree does not {what}; it only trains.");

    double Fit(IDataView data, PeerSettings settings, int trees)
    {
        IEstimator<ITransformer> trainer = settings.Objective switch
        {
            "binary" => _context.BinaryClassification.Trainers.FastTree(With(new FastTreeBinaryTrainer.Options(), settings, trees)),
            "regression" => _context.Regression.Trainers.FastTree(With(new FastTreeRegressionTrainer.Options(), settings, trees)),
            _ => throw new BenchException($"fasttree has no objective {settings.Objective}; take a set of binary or regression."),
        };
        var watch = Stopwatch.StartNew();
        _trees = trainer.Fit(data);
        return watch.Elapsed.TotalSeconds;
    }

    static TOptions With<TOptions>(TOptions options, PeerSettings settings, int trees) where TOptions : BoostedTreeOptions
    {
        options.LabelColumnName = nameof(ClassRecord.Label);
        options.FeatureColumnName = nameof(Record.Features);
        options.ExampleWeightColumnName = nameof(Record.Weight);
        options.NumberOfTrees = trees;
        options.NumberOfLeaves = settings.Leaves;
        options.LearningRate = settings.LearningRate;
        options.MinimumExampleCountPerLeaf = settings.MinDataInLeaf;
        options.MaximumBinCountPerFeature = settings.MaxBin;
        options.NumberOfThreads = settings.Threads;
        return options;
    }

    IDataView View(Rows rows) => rows.ClassCount == 2
        ? View(rows, row => new ClassRecord { Label = rows.Labels[row] > 0 })
        : View(rows, row => new NumberRecord { Label = (float)rows.Labels[row] });

    IDataView View<TRecord>(Rows rows, Func<int, TRecord> record) where TRecord : Record
    {
        var schema = SchemaDefinition.Create(typeof(TRecord));
        schema[nameof(Record.Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, rows.ColumnCount);
        return _context.Data.LoadFromEnumerable(Enumerable.Range(0, rows.Count).Select(Fill).ToArray(), schema);

        TRecord Fill(int row)
        {
            var filled = record(row);
            filled.Weight = (float)(rows.Weights?[row] ?? 1);
            filled.Features = Features(rows, row);
            return filled;
        }
    }

    /// <summary>One row; sparse rows stay sparse.</summary>
    static VBuffer<float> Features(Rows rows, int row)
    {
        var (first, last) = rows.Sparse is { } sparse
            ? (sparse.Starts[row], sparse.Starts[row + 1])
            : (row * rows.ColumnCount, (row + 1) * rows.ColumnCount);
        return rows switch
        {
            { Sparse: { } fields } => new(rows.ColumnCount, last - first, Narrow(fields.Values[first..last]), fields.Columns[first..last]),
            { Singles: { } singles } => new(rows.ColumnCount, singles[first..last]),
            _ => new(rows.ColumnCount, Narrow(rows.Values[first..last])),
        };
    }

    static float[] Narrow(double[] values) => Array.ConvertAll(values, value => (float)value);

    abstract class Record
    {
        public float Weight { get; set; }

        public VBuffer<float> Features { get; set; }
    }

    sealed class ClassRecord : Record
    {
        public bool Label { get; set; }
    }

    sealed class NumberRecord : Record
    {
        public float Label { get; set; }
    }
}
