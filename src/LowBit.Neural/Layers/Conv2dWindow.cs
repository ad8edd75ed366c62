using TorchSharp;
using TorchSharp.Modules;

namespace LowBit.Neural;

/// <summary>The window of a convolution of TorchSharp's.</summary>
static class Conv2dWindow
{
    /// <summary>Why it has none; null if it has.</summary>
    public static string? Obstacle(Conv2d conv) =>
        conv.padding_mode != PaddingModes.Zeros ? $"it pads by {conv.padding_mode}, not with zeros"
        : conv.padding_type == Padding.Same && Spans(conv).Any(span => span % 2 != 0) ? "its same padding is wider on one side"
        : null;

    public static ConvolutionWindow Of(Conv2d conv)
    {
        long[] padding = conv.padding_type switch
        {
            Padding.Same => [.. Spans(conv).Select(span => span / 2)],
            Padding.Valid => [0, 0],
            _ => conv.padding!,
        };
        return new()
        {
            Stride = Pair(conv.stride!),
            Padding = Pair(padding),
            Dilation = Pair(conv.dilation!),
            Groups = (int)conv.groups,
        };
    }

    static IEnumerable<long> Spans(Conv2d conv) => [
        conv.dilation![0] * (conv.weight!.shape[2] - 1),
        conv.dilation[^1] * (conv.weight.shape[3] - 1),
    ];

    static (long, long) Pair(long[] values) => (values[0], values[^1]);
}
