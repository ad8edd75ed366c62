namespace LowBit.Neural;

/// <summary>Columns of text, the first two to the left, the others to the right.</summary>
static class TextTable
{
    const int LeftColumns = 2;

    public static string Of(string[] heads, IEnumerable<string[]> rows)
    {
        List<string[]> lines = [heads, .. rows];
        int[] widths = [.. heads.Select((_, column) => lines.Max(line => line[column].Length))];
        return string.Join('\n', lines.Select(line => string.Join("  ", line.Select((cell, column) =>
            column < LeftColumns ? cell.PadRight(widths[column]) : cell.PadLeft(widths[column]))).TrimEnd()));
    }
}
