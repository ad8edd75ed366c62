namespace LowBit.Boosting;

/// <summary>Writes our own section of a model file: one fact a line, texts as JSON strings.</summary>
static class SchemaWriter
{
    public static ReadOnlySpan<byte> FirstWords => "lowbit schema: "u8;

    public static ReadOnlySpan<byte> FirstLine => "lowbit schema: 1"u8;

    public static ReadOnlySpan<byte> LastLine => "end of lowbit schema"u8;

    /// <summary>The word of each <see cref="ColumnRole"/>, in its order.</summary>
    public static readonly string[] RoleWords = ["feature", "text", "weight", "group", "init_score", "ignored"];

    public static void Write(ModelSchema schema, Utf8Text destination)
    {
        destination.Add(FirstLine).Add("\n"u8);
        if (schema.LabelName is { } label)
        {
            destination.Add("label: "u8).Add(JsonText.Quote(label)).Add("\n"u8);
        }
        foreach (string name in schema.ClassNames)
        {
            destination.Add("class: "u8).Add(JsonText.Quote(name)).Add("\n"u8);
        }
        foreach (var column in schema.Columns)
        {
            destination.Add("column: "u8).Add(RoleWords[(int)column.Role]);
            if (column.Name is { } name)
            {
                destination.Add(" "u8).Add(JsonText.Quote(name));
            }
            destination.Add("\n"u8);
        }
        destination.Add(LastLine).Add("\n"u8);
    }
}
