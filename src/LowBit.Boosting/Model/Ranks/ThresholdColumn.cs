using System.Runtime.InteropServices;

namespace LowBit.Boosting;

/// <summary>
/// Numeric values become the number of the model's thresholds below them: value ≤ threshold k if and only if rank ≤ k.
/// </summary>
sealed unsafe class ThresholdColumn : RankColumn
{
    readonly double[] _thresholds;
    readonly double[]? _rows; // the thresholds again, where they fit one plane
    readonly int _missingRank;

    /// <param name="slot">Column and missing values.</param>
    /// <param name="firstPlane">Its first plane.</param>
    /// <param name="thresholds">Distinct, ascending.</param>
    public ThresholdColumn(Slot slot, int firstPlane, double[] thresholds) : base(slot, firstPlane)
    {
        _thresholds = thresholds;
        _rows = thresholds.Length <= PlaneRanks ? EdgeRows.Pad(thresholds) : null;
        _missingRank = double.IsNaN(slot.MissingValue) ? thresholds.Length : 0;
    }

    /// <summary>Whether ranks of so many thresholds are few enough.</summary>
    public static bool Fits(int thresholds) => thresholds <= MostRanks;

    public override int PlaneCount => (_thresholds.Length + PlaneRanks - 1) / PlaneRanks;

    /// <summary>Where the comparison with a threshold takes place: byte offset of its plane, and its rank there.</summary>
    public (int Plane, int Rank) Place(double threshold)
    {
        int rank = Array.BinarySearch(_thresholds, threshold);
        return (Plane(rank / PlaneRanks), rank % PlaneRanks);
    }

    public override void Read<T>(T* field, int stride, int rowCount, byte* planes)
    {
        if (_rows is null)
        {
            for (int row = 0; row < rowCount; row++, field += stride)
            {
                Write(RankOf(double.CreateTruncating(*field)), row, planes);
            }
            return;
        }
        ref double edges = ref MemoryMarshal.GetArrayDataReference(_rows);
        byte* plane = planes + Plane(0);
        double largest = Slot.LargestMissing;
        int missing = _missingRank;
        for (int row = 0; row < rowCount; row++, field += stride)
        {
            double value = double.CreateTruncating(*field);
            int isKnown = -(Math.Abs(value) > largest ? 1 : 0);
            plane[row] = (byte)((EdgeRows.CountBelow(ref edges, value) & isKnown) | (missing & ~isKnown));
        }
    }

    /// <summary>By halves, without a branch that depends on the value.</summary>
    int RankOf(double value)
    {
        if (!(Math.Abs(value) > Slot.LargestMissing))
        {
            return _missingRank;
        }
        int low = 0;
        for (int length = _thresholds.Length; length > 0; length -= (length + 1) / 2)
        {
            low += _thresholds[low + (length - 1) / 2] < value ? (length + 1) / 2 : 0;
        }
        return low;
    }

    protected override byte Byte(int rank) => (byte)Math.Clamp(rank, 0, PlaneRanks);
}
