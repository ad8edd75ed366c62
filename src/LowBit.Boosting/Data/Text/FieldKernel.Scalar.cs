namespace LowBit.Boosting;

/// <summary>One field.</summary>
readonly unsafe struct ScalarFields : FieldKernel.IGroup
{
    public static int Size => 1;

    public static uint Parse(ReadOnlySpan<byte> buffer, int* ends, double* values) =>
        NumberParser.TryParsePlain(buffer, ends[0] + 1, ends[1], out values[0]) ? 0u : 1;
}
