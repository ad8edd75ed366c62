namespace LowBit.Neural;

/// <summary>Columns of text, the first ones to the left, the others to the right.</summary>
static class TextTable
{
    public static string Of(string[] heads, IEnumerable<string[]> rows, int leftColumns)
    {
        List<string[]> lines = [heads, .. rows];
        int[] widths = [.. heads.Select((_, column) => lines.Max(line => line[column].Length))];
        return string.Join('\n', lines.Select(line => string.Join("  ", line.Select((cell, column) =>
            column < leftColumns ? cell.PadRight(widths[column]) : cell.PadLeft(widths[column]))).TrimEnd()));
    }
}
