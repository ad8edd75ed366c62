using LowBit.Boosting;

namespace LowBit.Bench;

/// <summary>One engine with its own options: bins rows once, trains, predicts.</summary>
interface IPeer : IDisposable
{
    /// <summary>Bins rows in memory.</summary>
    void Bin(Rows rows, PeerSettings settings);

    /// <summary>Reads and bins a CSV file with a header and the label in its first column.</summary>
    void Load(string csv, PeerSettings settings);

    /// <summary>Trains on what was binned, each time from the start; seconds from the first to the end of the last iteration.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="profile">Takes the phases where the engine can tell them.</param>
    double Train(PeerSettings settings, TrainingProfile? profile = null);

    /// <summary>Reads a model file in LightGBM's format.</summary>
    void LoadModel(string path);

    /// <summary>Raw scores [rows × outputs], row-major.</summary>
    double[] PredictRaw(Rows rows, PeerSettings settings);

    /// <summary>Prepares the engine's way of predicting row by row, on one thread; returns the raw score of the first output.</summary>
    Func<double[], double> RowPredictor(int columnCount);

    /// <summary>
    /// Trains a model, bins other rows as its training rows and prepares to predict one of them from its bins, on one thread;
    /// returns the raw score of the first output. Null: the engine cannot.
    /// </summary>
    Func<int, double>? BinnedRowPredictor(Rows training, Rows rows, PeerSettings settings) => null;
}
