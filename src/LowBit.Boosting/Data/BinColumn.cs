namespace LowBit.Boosting;

/// <summary>The bins of one feature over all rows, as they come from the table; <see cref="BinnedMatrix"/> stores them.</summary>
abstract class BinColumn
{
    /// <summary>The bin of a row; slow.</summary>
    public abstract int this[int row] { get; }
}

/// <summary>A bin of a byte for each row.</summary>
sealed class ByteColumn(NativeBuffer<byte> bins) : BinColumn
{
    public NativeBuffer<byte> Bins => bins;

    public override int this[int row] => bins[row];
}

/// <summary>A bin of two bytes for each row: features of more than 256 bins.</summary>
sealed class WordColumn(NativeBuffer<ushort> bins) : BinColumn
{
    public NativeBuffer<ushort> Bins => bins;

    public override int this[int row] => bins[row];
}
