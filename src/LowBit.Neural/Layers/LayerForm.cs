using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LowBit.Neural;

/// <summary>The low-precision form of a layer of TorchSharp's, over the same parameters.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Replacement">The type that takes its place.</param>
/// <param name="Weight">Its weight.</param>
/// <param name="Obstacle">Why it has no such form; null if it has.</param>
/// <param name="Make">Makes it, of a policy, a seed and a number.</param>
sealed record LayerForm(
    LayerKinds Kind, Type Replacement, Parameter Weight, string? Obstacle, Func<GemmPolicy, ulong, uint, LowPrecisionLayer> Make)
{
    /// <summary>The form of a module; null for one of no such kind.</summary>
    public static LayerForm? Of(nn.Module module) => module switch
    {
        Linear linear => new(
            LayerKinds.Linear, typeof(LowPrecisionLinear), linear.weight!, OfWeight(linear.weight!),
            (policy, seed, layer) => new LowPrecisionLinear(linear.weight!, linear.bias, policy, seed, layer)),
        Conv2d conv => new(
            LayerKinds.Conv2d, typeof(LowPrecisionConv2d), conv.weight!, OfWeight(conv.weight!) ?? Conv2dWindow.Obstacle(conv),
            (policy, seed, layer) =>
                new LowPrecisionConv2d(conv.weight!, conv.bias, Conv2dWindow.Of(conv), policy, seed, layer)),
        Embedding embedding => new(
            LayerKinds.Embedding, typeof(LowPrecisionEmbedding), embedding.weight!, OfWeight(embedding.weight!),
            (policy, seed, layer) => new LowPrecisionEmbedding(embedding.weight!, policy, seed, layer)),
        _ => null,
    };

    public LayerCandidate Candidate(string name) => new(name, Kind, Weight.shape);

    static string? OfWeight(Parameter weight) =>
        weight.dtype == ScalarType.Float32 && weight.device_type == DeviceType.CPU ? null
            : $"its weight is {weight.dtype} on {weight.device_type}, not Float32 on CPU";
}
