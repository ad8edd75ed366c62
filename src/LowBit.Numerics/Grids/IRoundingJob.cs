namespace LowBit.Numerics;

/// <summary>Work that needs its rounding mode as a type.</summary>
interface IRoundingJob
{
    void Run<TRounding>() where TRounding : struct, IGridRounding;
}
