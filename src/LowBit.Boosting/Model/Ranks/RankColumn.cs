using System.Numerics;

namespace LowBit.Boosting;

/// <summary>
/// A slot and how its values become bytes. One byte tells 256 ranks apart, so more thresholds, or categories, take more
/// planes: plane p has the ranks from 255 · p on, held between 0 and 255.
/// </summary>
/// <param name="slot">Column and missing values.</param>
/// <param name="firstPlane">Its first plane.</param>
abstract unsafe class RankColumn(Slot slot, int firstPlane)
{
    /// <summary>Ranks of a plane; the byte behind them says that a value is beyond.</summary>
    public const int PlaneRanks = 255;

    protected const int MostRanks = ushort.MaxValue - 1;

    public Slot Slot => slot;

    /// <summary>Planes of the column.</summary>
    public abstract int PlaneCount { get; }

    /// <summary>Byte offset of a plane of this column in a group.</summary>
    public int Plane(int index) => (firstPlane + index) * RankedForest.GroupRows;

    /// <summary>Turns the column of up to 64 rows into ranks.</summary>
    /// <param name="field">The column's field in the first row.</param>
    /// <param name="stride">Fields from one row to the next.</param>
    /// <param name="rowCount">Rows.</param>
    /// <param name="planes">out: the group's planes.</param>
    public abstract void Read<T>(T* field, int stride, int rowCount, byte* planes) where T : unmanaged, INumberBase<T>;

    /// <summary>The bytes of a rank, one a plane.</summary>
    protected void Write(int rank, int row, byte* planes)
    {
        byte* at = planes + Plane(0) + row;
        for (int plane = 0; plane < PlaneCount; plane++)
        {
            at[plane * RankedForest.GroupRows] = Byte(rank - plane * PlaneRanks);
        }
    }

    /// <summary>A rank, counted from the first of a plane, as that plane has it.</summary>
    protected abstract byte Byte(int rank);
}
