namespace LowBit.Boosting;

/// <summary>The options of binning in a binary header; arrays and what changes no bin are left out.</summary>
static class OptionsBinary
{
    public static void Write(DatasetOptions options, BinaryWriter writer)
    {
        writer.WriteText(options.Label);
        writer.WriteText(options.Weight);
        writer.WriteText(options.Group);
        writer.WriteAll(options.InitScoreColumns, writer.Write);
        writer.WriteAll(options.Ignore, writer.Write);
        writer.WriteAll(options.Categorical, writer.Write);
        writer.Write(options.MaxBin);
        writer.Write(options.MinDataInBin);
        writer.Write(options.BinConstructSampleCnt);
        writer.Write(options.UseMissing);
        writer.Write(options.ZeroAsMissing);
        writer.Write((byte)(options.HasHeader switch { null => 0, false => 1, true => 2 }));
        writer.Write(options.Seed);
    }

    public static DatasetOptions Read(BinaryReader reader) => new()
    {
        Label = reader.ReadText(),
        Weight = reader.ReadText(),
        Group = reader.ReadText(),
        InitScoreColumns = reader.ReadAll(inner => inner.ReadString()),
        Ignore = reader.ReadAll(inner => inner.ReadString()),
        Categorical = reader.ReadAll(inner => inner.ReadString()),
        MaxBin = reader.ReadInt32(),
        MinDataInBin = reader.ReadInt32(),
        BinConstructSampleCnt = reader.ReadInt32(),
        UseMissing = reader.ReadBoolean(),
        ZeroAsMissing = reader.ReadBoolean(),
        HasHeader = reader.ReadByte() switch { 0 => null, 1 => false, _ => true },
        Seed = reader.ReadInt64(),
    };
}
