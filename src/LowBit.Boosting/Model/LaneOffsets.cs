using System.Runtime.CompilerServices;

namespace LowBit.Boosting;

/// <summary>Where the eight lanes of a <see cref="TraversalKernel"/> stand.</summary>
[InlineArray(TraversalKernel.Lanes)]
struct LaneOffsets
{
    nuint _first;
}
