namespace LowBit.Boosting;

/// <summary>One field after the other.</summary>
readonly unsafe struct ScalarFields : FieldKernel.IGroup
{
    public static uint Parse(ReadOnlySpan<byte> buffer, int* ends, double* values)
    {
        uint others = 0;
        for (int field = 0; field < FieldKernel.GroupFields; field++)
        {
            bool isPlain = ends[field + 1] > ends[field]
                && NumberParser.TryParsePlain(buffer, ends[field] + 1, ends[field + 1], out values[field]);
            others |= isPlain ? 0 : 1u << field;
        }
        return others;
    }
}
