using static TorchSharp.torch;

namespace LowBit.Studies;

/// <summary>Images as tensors.</summary>
sealed class ImagePixels
{
    readonly Tensor _pixels, _labels;

    public ImagePixels(ImageSet images, PixelScale scale)
    {
        float[] known = [.. Enumerable.Range(0, 256).Select(pixel => scale.Of((byte)pixel))];
        _pixels = tensor(Array.ConvertAll(images.Pixels, pixel => known[pixel]), [images.Count, images.Channels, images.Height, images.Width]);
        _labels = tensor(Array.ConvertAll(images.Labels, label => (long)label));
        Count = images.Count;
    }

    public int Count { get; }

    /// <summary>Copies of some images, [images × channels × height × width], and their labels.</summary>
    public (Tensor Input, Tensor Target) Take(ReadOnlySpan<long> indices)
    {
        using var chosen = tensor(indices.ToArray());
        return (_pixels.index_select(0, chosen), _labels.index_select(0, chosen));
    }

    /// <summary>Neighbouring images, not copied.</summary>
    public (Tensor Input, Tensor Target) Slice(int from, int count) => (_pixels.narrow(0, from, count), _labels.narrow(0, from, count));
}
