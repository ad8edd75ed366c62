using System.Runtime.InteropServices;

namespace LowBit.Boosting;

/// <summary>
/// One node for all rows of a group: <c>Result = test(Plane) ? Left : Right</c>, byte by byte. Left, right and result are
/// vectors of leaf numbers: of one leaf, or what the node below chose for each row.
/// </summary>
[StructLayout(LayoutKind.Sequential)]
struct RankStep
{
    /// <summary>Byte offset of the plane that is looked at, in the group's planes.</summary>
    public int Plane;

    /// <summary>Numeric: largest rank that goes left. Category: byte offset of the set in <see cref="RankedForest.Sets"/>.</summary>
    public int Test;

    /// <summary>Byte offset in the work area.</summary>
    public ushort Left, Right, Result;
}
