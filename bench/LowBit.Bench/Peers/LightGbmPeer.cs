using System.Diagnostics;
using System.Globalization;
using LowBit.Boosting;
using LowBit.Interop;

namespace LowBit.Bench;

/// <summary>LightGBM through its C interface.</summary>
/// <param name="parameters">What sets this arm apart, as "key=value key=value".</param>
sealed class LightGbmPeer(string parameters) : IPeer
{
    LightGbmDataset? _data;
    LightGbmBooster? _booster;

    public void Bin(Rows rows, PeerSettings settings)
    {
        var categories = rows.Categorical.Length == 0 ? "" : $" categorical_feature={string.Join(',', rows.Categorical)}";
        var parameters = Parameters(settings) + categories;
        _data = (rows switch
        {
            { Sparse: { } sparse } => LightGbmSparseRows.Bin(sparse.Starts, sparse.Columns, sparse.Values, rows.ColumnCount, parameters),
            { Singles: { } singles } => LightGbmDataset.FromRows(singles, rows.Count, rows.ColumnCount, parameters),
            _ => LightGbmDataset.FromRows(rows.Values, rows.Count, rows.ColumnCount, parameters),
        }).WithLabels(rows.Labels);
        if (rows.Weights is { } weights)
        {
            _data.WithWeights(weights);
        }
    }

    public void Load(string csv, PeerSettings settings) =>
        _data = LightGbmDataset.FromFile(csv, $"header=true label_column=0 {Parameters(settings)}");

    public double Train(PeerSettings settings, TrainingProfile? profile = null)
    {
        _booster?.Dispose();
        _booster = new(_data!, Parameters(settings));
        var watch = Stopwatch.StartNew();
        _booster.Update(settings.Iterations);
        return watch.Elapsed.TotalSeconds;
    }

    public void LoadModel(string path) => _booster = LightGbmBooster.Load(path);

    public double[] PredictRaw(Rows rows, PeerSettings settings)
    {
        var threads = $"num_threads={settings.Threads}";
        return rows.Sparse is { } sparse
            ? LightGbmSparseRows.Predict(_booster!, sparse.Starts, sparse.Columns, sparse.Values, rows.ColumnCount, PredictionKind.Raw, threads)
            : _booster!.Predict(rows.Values, rows.Count, rows.ColumnCount, PredictionKind.Raw, parameters: threads);
    }

    public Func<double[], double> RowPredictor(int columnCount)
    {
        var predictor = new LightGbmRowPredictor(_booster!, columnCount);
        return row => predictor.Predict(row)[0];
    }

    public string Model => _booster!.Save();

    public void Dispose()
    {
        _booster?.Dispose();
        _data?.Dispose();
    }

    string Parameters(PeerSettings settings) => string.Create(CultureInfo.InvariantCulture,
        $"objective={settings.Objective} num_class={(settings.IsMulticlass ? settings.ClassCount : 1)} metric=none "
        + $"num_leaves={settings.Leaves} learning_rate={settings.LearningRate} min_data_in_leaf={settings.MinDataInLeaf} "
        + $"max_bin={settings.MaxBin} num_threads={settings.Threads} {parameters}");
}
