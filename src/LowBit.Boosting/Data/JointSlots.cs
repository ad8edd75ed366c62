namespace LowBit.Boosting;

/// <summary>Decides which byte columns share a slot of a row.</summary>
static class JointSlots
{
    const int MostValues = 256;

    /// <summary>Slots that must be left of all columns' for the second layout to be worth its memory.</summary>
    const double WorthwhileShare = 0.75;

    /// <summary>Columns by first fit, those of most values first; columns of a slot ascend, and so do slots by their first column.</summary>
    /// <param name="valueCounts">[columns] values that each takes.</param>
    /// <returns>[slots] columns; null where too few can be saved.</returns>
    public static int[][]? Of(int[] valueCounts)
    {
        List<(List<int> Columns, int Values)> slots = [];
        foreach (int column in Enumerable.Range(0, valueCounts.Length).OrderByDescending(column => valueCounts[column]))
        {
            int fit = slots.FindIndex(slot => slot.Values * valueCounts[column] <= MostValues);
            if (fit < 0)
            {
                slots.Add(([column], valueCounts[column]));
            }
            else
            {
                slots[fit].Columns.Add(column);
                slots[fit] = (slots[fit].Columns, slots[fit].Values * valueCounts[column]);
            }
        }
        return slots.Count == valueCounts.Length || slots.Count > WorthwhileShare * valueCounts.Length ? null
            : [.. slots.Select(slot => (int[])[.. slot.Columns.Order()]).OrderBy(columns => columns[0])];
    }
}
