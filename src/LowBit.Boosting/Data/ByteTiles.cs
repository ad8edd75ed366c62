namespace LowBit.Boosting;

/// <summary>
/// Byte columns row by row, in tiles. A slot of a row is one column, or several columns of few values as one number in mixed
/// radix, the last column's value its lowest digit: a histogram then adds once for all of them.
/// </summary>
sealed unsafe class ByteTiles
{
    /// <summary>Slots a tile holds at most: 32 × 256 packed words of 4 bytes are 32 KiB.</summary>
    public const int TileSlots = 32;

    /// <summary>Where one is not enough: so many that threads that take whole tiles end at about the same time.</summary>
    const int FewestTiles = 4;

    /// <param name="columns">The columns [rows].</param>
    /// <param name="valueCounts">[columns] values that each takes, from 0.</param>
    /// <param name="slots">[slots] columns of each slot.</param>
    /// <param name="rowCount">Rows.</param>
    /// <param name="team">Threads that lay out.</param>
    public ByteTiles(NativeBuffer<byte>[] columns, int[] valueCounts, int[][] slots, int rowCount, WorkerTeam team)
    {
        ColumnsOf = slots;
        ValueCounts = Array.ConvertAll(slots, slot => slot.Aggregate(1, (product, column) => product * valueCounts[column]));
        int tiles = (slots.Length + TileSlots - 1) / TileSlots;
        Tiles = new FeatureTile<byte>[tiles > 1 ? Math.Max(tiles, FewestTiles) : tiles];
        for (int tile = 0, first = 0; tile < Tiles.Length; tile++)
        {
            int end = (int)((long)slots.Length * (tile + 1) / Tiles.Length);
            var values = Array.ConvertAll(slots[first..end], slot => Join(slot, columns, valueCounts, rowCount, team));
            Tiles[tile] = new(values, first, rowCount, team);
            first = end;
        }
    }

    /// <summary>Each column by itself.</summary>
    public static ByteTiles Single(NativeBuffer<byte>[] columns, int[] valueCounts, int rowCount, WorkerTeam team) =>
        new(columns, valueCounts, [.. Enumerable.Range(0, columns.Length).Select(column => (int[])[column])], rowCount, team);

    /// <summary>Columns of few values together; null where that saves too little.</summary>
    public static ByteTiles? Joint(NativeBuffer<byte>[] columns, int[] valueCounts, int rowCount, WorkerTeam team) =>
        JointSlots.Of(valueCounts) is { } slots ? new(columns, valueCounts, slots, rowCount, team) : null;

    /// <summary>[slots] the columns of each.</summary>
    public int[][] ColumnsOf { get; }

    /// <summary>[slots] values that each takes, from 0; at most 256.</summary>
    public int[] ValueCounts { get; }

    public FeatureTile<byte>[] Tiles { get; }

    public int SlotCount => ColumnsOf.Length;

    static NativeBuffer<byte> Join(int[] slot, NativeBuffer<byte>[] columns, int[] valueCounts, int rowCount, WorkerTeam team)
    {
        if (slot is [int only])
        {
            return columns[only];
        }
        var values = new NativeBuffer<byte>(rowCount, clear: true);
        team.ForRanges(rowCount, 16_384, (begin, end) =>
        {
            foreach (int column in slot)
            {
                int radix = valueCounts[column];
                byte* digits = columns[column].Start;
                for (int row = begin; row < end; row++)
                {
                    values.Start[row] = (byte)(values.Start[row] * radix + digits[row]);
                }
            }
        });
        return values;
    }
}
