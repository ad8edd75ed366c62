namespace LowBit.Boosting;

/// <summary>All of a binned data set but its long arrays: what its columns are, their bins, and how it was made.</summary>
/// <param name="Schema">Columns of the table.</param>
/// <param name="Options">How it was binned, without arrays.</param>
/// <param name="Mappers">[features] bins, or null.</param>
/// <param name="FeaturesOf">[stored columns] the used features of each.</param>
/// <param name="DefaultBins">[used features] the bin that is not stored, or −1.</param>
/// <param name="Sizes">How long the arrays are.</param>
sealed record DatasetHeader(
    TableSchema Schema, DatasetOptions Options, BinMapper?[] Mappers, int[][] FeaturesOf, int[] DefaultBins, DatasetSizes Sizes)
{
    public static DatasetHeader Of(Dataset data)
    {
        var stored = data.Bins.Stored;
        return new(
            data.Schema, data.Options, data.Mappers, stored.FeaturesOf, Array.ConvertAll(stored.Places, place => place.DefaultBin),
            new(data.RowCount, data.WeightValues is not null, data.InitScoreValues?.Length ?? -1, data.GroupStarts?.Length ?? -1,
                stored.Bytes.Length, stored.Words.Length, Array.ConvertAll(stored.Sparse, column => column.Count)));
    }

    public void Write(BinaryWriter writer)
    {
        Sizes.Write(writer);
        SchemaBinary.Write(Schema, writer);
        OptionsBinary.Write(Options, writer);
        writer.WriteAll(Mappers, mapper => MapperBinary.Write(mapper, writer));
        writer.WriteAll(FeaturesOf, features => writer.WriteAll(features, writer.Write));
        writer.WriteAll(DefaultBins, writer.Write);
    }

    /// <exception cref="FormatException">The content is none of ours.</exception>
    public static DatasetHeader Read(BinaryReader reader)
    {
        var sizes = DatasetSizes.Read(reader);
        return new(
            SchemaBinary.Read(reader), OptionsBinary.Read(reader), reader.ReadAll(MapperBinary.Read),
            reader.ReadAll(inner => inner.ReadAll(number => number.ReadInt32())), reader.ReadAll(number => number.ReadInt32()), sizes);
    }
}
