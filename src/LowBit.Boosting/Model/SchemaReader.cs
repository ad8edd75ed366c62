using System.Text;
using System.Text.Json;

namespace LowBit.Boosting;

/// <summary>Reads our own section of a model file.</summary>
static class SchemaReader
{
    /// <summary>Reads the lines behind the section's first one, which is current.</summary>
    public static ModelSchema Read(ref ModelLines lines)
    {
        if (!lines.Current.SequenceEqual(SchemaWriter.FirstLine))
        {
            throw lines.Error($"\"{ModelLines.Excerpt(lines.Current)}\" is of another version; version 1 can be read");
        }
        string? labelName = null;
        List<string> classNames = [];
        List<ModelColumn> columns = [];
        int firstLine = lines.Number;
        while (lines.MoveNext())
        {
            if (lines.Current.SequenceEqual(SchemaWriter.LastLine))
            {
                return new() { LabelName = labelName, ClassNames = classNames, Columns = columns };
            }
            switch (Encoding.UTF8.GetString(lines.Current).Split(' ', 3))
            {
                case ["label:", ..]:
                    labelName = Unquote(lines, "label: ".Length);
                    break;
                case ["class:", ..]:
                    classNames.Add(Unquote(lines, "class: ".Length));
                    break;
                case ["column:", var role, ..]:
                    columns.Add(ReadColumn(lines, role));
                    break;
                default:
                    throw lines.Error($"\"{ModelLines.Excerpt(lines.Current)}\" should be a label, class or column");
            }
        }
        throw lines.Error(firstLine, "the schema has no last line; the file was cut short");
    }

    static ModelColumn ReadColumn(in ModelLines lines, string role)
    {
        int index = Array.IndexOf(SchemaWriter.RoleWords, role);
        if (index < 0)
        {
            throw lines.Error($"\"{role}\" is no role of a column; {string.Join(", ", SchemaWriter.RoleWords)} are");
        }
        int nameStart = "column: ".Length + role.Length + 1;
        return new(lines.Current.Length < nameStart ? null : Unquote(lines, nameStart), (ColumnRole)index);
    }

    static string Unquote(in ModelLines lines, int start)
    {
        try
        {
            return JsonText.Unquote(lines.Current[Math.Min(start, lines.Current.Length)..]);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw lines.Error($"\"{ModelLines.Excerpt(lines.Current)}\" has no JSON string where one is expected");
        }
    }
}
