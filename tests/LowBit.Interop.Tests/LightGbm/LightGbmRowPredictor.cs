namespace LowBit.Interop;

/// <summary>LightGBM's fast path for one row at a time. Not for several threads at once.</summary>
sealed class LightGbmRowPredictor : IDisposable
{
    readonly double[] _results;
    readonly int _columnCount;
    nint _handle;

    public LightGbmRowPredictor(LightGbmBooster booster, int columnCount, PredictionKind kind = PredictionKind.Raw)
    {
        LightGbmLibrary.Check(LightGbmLibrary.RowPredictorCreate(
            booster.Handle, kind, 0, -1, ElementType.Float64, columnCount,
            LightGbmDataset.Quiet("num_threads=1"), out _handle));
        LightGbmLibrary.Check(LightGbmLibrary.BoosterPredictionCount(booster.Handle, 1, kind, 0, -1, out var count));
        (_results, _columnCount) = (new double[count], columnCount);
    }

    /// <summary>The row's predictions, valid until the next call.</summary>
    public ReadOnlySpan<double> Predict(ReadOnlySpan<double> row)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(row.Length, _columnCount);
        LightGbmLibrary.Check(LightGbmLibrary.RowPredictorPredict(_handle, row, out _, _results));
        return _results;
    }

    public void Dispose()
    {
        if (_handle != 0)
        {
            LightGbmLibrary.Check(LightGbmLibrary.RowPredictorFree(_handle));
        }
        _handle = 0;
    }
}
