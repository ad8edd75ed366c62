namespace LowBit.Boosting;

/// <summary>The bins of a feature in a binary header.</summary>
static class MapperBinary
{
    const byte None = 0, Numeric = 1, Categorical = 2;

    public static void Write(BinMapper? mapper, BinaryWriter writer)
    {
        switch (mapper)
        {
            case NumericBins numeric:
                writer.Write(Numeric);
                writer.Write((byte)numeric.Missing);
                writer.Write(numeric.Min);
                writer.Write(numeric.Max);
                writer.WriteAll(numeric.Edges, writer.Write);
                break;
            case CategoricalBins categorical:
                writer.Write(Categorical);
                writer.Write(categorical.HasOthers);
                writer.WriteAll(categorical.Categories, writer.Write);
                break;
            default:
                writer.Write(None);
                break;
        }
    }

    public static BinMapper? Read(BinaryReader reader) => reader.ReadByte() switch
    {
        None => null,
        Numeric => ReadNumeric(reader),
        Categorical => ReadCategorical(reader),
        _ => throw new FormatException("bins of a kind that is not known"),
    };

    static NumericBins ReadNumeric(BinaryReader reader)
    {
        byte missing = reader.ReadByte();
        double min = reader.ReadDouble(), max = reader.ReadDouble();
        double[] edges = reader.ReadAll(number => number.ReadDouble());
        bool ascend = edges.Length > 0 && edges[^1] == double.PositiveInfinity;
        for (int i = 1; i < edges.Length; i++)
        {
            ascend &= edges[i - 1] < edges[i];
        }
        return ascend && edges.Length < ushort.MaxValue && missing <= (byte)MissingType.NaN
            ? new(edges, (MissingType)missing, min, max) : throw new FormatException("edges of bins that do not ascend");
    }

    static CategoricalBins ReadCategorical(BinaryReader reader)
    {
        bool hasOthers = reader.ReadBoolean();
        int[] categories = reader.ReadAll(number => number.ReadInt32());
        return categories.Length < BinSet.Size && categories.All(code => code is >= 0 and <= CategoryBins.MaxCode)
            && categories.Distinct().Count() == categories.Length
            ? new(categories, hasOthers) : throw new FormatException("categories that cannot be");
    }
}
