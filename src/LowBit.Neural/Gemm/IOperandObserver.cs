using static TorchSharp.torch;

namespace LowBit.Neural;

/// <summary>Sees operands as they are made. What it does changes nothing.</summary>
interface IOperandObserver
{
    /// <param name="slot">Which operand.</param>
    /// <param name="source">Its values, in the layout of <see cref="GemmSlot"/>; any strides.</param>
    /// <param name="result">The numbers it became, of the same shape; any strides. Valid during the call alone, both.</param>
    void Observe(GemmSlot slot, Tensor source, Tensor result);
}
