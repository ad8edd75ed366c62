using LowBit.Numerics;

namespace LowBit.Boosting;

/// <summary>How the engine computes; changes no byte of the model. An argument, so that tests compare paths in one process.</summary>
/// <param name="Kernel">Instruction set.</param>
/// <param name="WideHistograms">Two 64-bit words a bin also where one is enough; what data of more than 2³¹ levels takes.</param>
readonly record struct EnginePath(KernelPath Kernel, bool WideHistograms = false)
{
    public static EnginePath Best => new(Isa.Best);
}
