namespace LowBit.Boosting;

/// <summary>The columns of a table in a binary header.</summary>
static class SchemaBinary
{
    public static void Write(TableSchema schema, BinaryWriter writer)
    {
        writer.Write(schema.LabelIndex);
        writer.Write(schema.HasLabelColumn);
        writer.WriteText(schema.LabelName);
        writer.WriteTexts(schema.Names);
        writer.WriteAll(schema.Roles, role => writer.Write((byte)role));
        writer.WriteAll(schema.Texts, writer.WriteTexts);
        writer.WriteTexts(schema.ClassNames);
    }

    public static TableSchema Read(BinaryReader reader)
    {
        var schema = new TableSchema
        {
            LabelIndex = reader.ReadInt32(),
            HasLabelColumn = reader.ReadBoolean(),
            LabelName = reader.ReadText(),
            Names = reader.ReadTexts(),
            Roles = reader.ReadAll(inner => (ColumnUse)inner.ReadByte()),
            Texts = reader.ReadAll(BinaryLists.ReadTexts),
            ClassNames = reader.ReadTexts(),
        };
        return schema.LabelIndex >= 0 && schema.LabelIndex <= schema.FeatureCount && schema.Roles.All(Enum.IsDefined)
            && schema.Texts.Length == schema.FeatureCount && (schema.Names?.Length ?? schema.FeatureCount) == schema.FeatureCount
            ? schema : throw new FormatException("columns that do not go together");
    }
}
