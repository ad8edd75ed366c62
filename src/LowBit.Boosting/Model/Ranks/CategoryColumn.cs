namespace LowBit.Boosting;

/// <summary>Categories become their number among those that stand in a set of the model.</summary>
sealed unsafe class CategoryColumn : RankColumn
{
    readonly int[] _codes;
    readonly ushort[] _rankOf; // by code

    /// <param name="slot">The column.</param>
    /// <param name="firstPlane">Its first plane.</param>
    /// <param name="codes">Distinct, ascending.</param>
    public CategoryColumn(Slot slot, int firstPlane, int[] codes) : base(slot, firstPlane)
    {
        _codes = codes;
        _rankOf = new ushort[codes.Length == 0 ? 0 : codes[^1] + 1];
        Array.Fill(_rankOf, ushort.MaxValue); // beyond all planes
        for (int rank = 0; rank < codes.Length; rank++)
        {
            _rankOf[codes[rank]] = (ushort)rank;
        }
    }

    /// <summary>Whether the categories are few enough, and their table small enough.</summary>
    public static bool Fits(int count, int largest) => count <= MostRanks && largest <= CategoryBins.MaxCode;

    public override int PlaneCount => Math.Max(1, (_codes.Length + PlaneRanks - 1) / PlaneRanks);

    /// <summary>The sets of ranks that a set of codes is, by plane; those that are empty are left out.</summary>
    public SortedDictionary<int, byte[]> SetsOf(IEnumerable<int> codes)
    {
        var sets = new SortedDictionary<int, byte[]>();
        foreach (int code in codes)
        {
            var (plane, rank) = Math.DivRem((int)_rankOf[code], PlaneRanks);
            if (!sets.TryGetValue(plane, out var set))
            {
                sets.Add(plane, set = new byte[RankedForest.SetSize]);
            }
            set[rank / 8] |= (byte)(1 << rank % 8);
        }
        return sets;
    }

    public override void Read<T>(T* field, int stride, int rowCount, byte* planes)
    {
        for (int row = 0; row < rowCount; row++, field += stride)
        {
            long code = BitConverter.DoubleToInt64Bits(Slot.Read(double.CreateTruncating(*field)));
            Write((ulong)code < (ulong)_rankOf.Length ? _rankOf[code] : ushort.MaxValue, row, planes);
        }
    }

    protected override byte Byte(int rank) => (uint)rank < PlaneRanks ? (byte)rank : (byte)PlaneRanks;
}
