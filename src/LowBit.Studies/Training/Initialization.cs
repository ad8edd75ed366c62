using LowBit.Numerics;
using static TorchSharp.torch;

namespace LowBit.Studies;

/// <summary>
/// Initial weights that depend on the seed alone: uniform with variance 1 / fan-in. Vectors stay as they were made, but
/// biases become 0.
/// </summary>
static class Initialization
{
    public static void Fill(nn.Module model, ulong seed)
    {
        using var off = no_grad();
        uint index = 0;
        foreach (var (name, parameter) in model.named_parameters())
        {
            if (parameter.dim() >= 2)
            {
                using var values = tensor(Uniform((int)parameter.NumberOfElements, Bound(parameter), seed, index++), parameter.shape);
                parameter.copy_(values);
            }
            else if (name.EndsWith("bias", StringComparison.Ordinal))
            {
                parameter.zero_();
            }
        }
    }

    static double Bound(Tensor parameter) => Math.Sqrt(3.0 * parameter.shape[0] / parameter.NumberOfElements);

    static float[] Uniform(int count, double bound, ulong seed, uint index)
    {
        var words = new uint[count];
        new RandomStream(seed, StudyStreams.Initialization, index).Fill(0, words, Isa.Best);
        return Array.ConvertAll(words, word => (float)(bound * ((word + 0.5) / (1L << 31) - 1)));
    }
}
