using LowBit.Numerics;

namespace LowBit.Neural;

/// <summary>A moving average of each element of a parameter, as it rests between steps.</summary>
abstract class MomentStore
{
    const int SmallestCoded = 4096, ByteBlock = 256, NibbleBlock = 128;

    /// <summary>A store of zeros.</summary>
    /// <param name="format">What is asked for; small tensors are kept in float32, see <see cref="StateFormat"/>.</param>
    /// <param name="sign">Whether numbers below zero come.</param>
    /// <param name="count">Elements.</param>
    public static MomentStore Of(StateFormat format, MomentSign sign, int count) => format switch
    {
        StateFormat.BFloat16 => new BFloat16Moment(count),
        StateFormat.Int8 when IsCoded(count, ByteBlock) => new CodedMoment(
            sign == MomentSign.Any ? Codebooks.DynamicSigned : Codebooks.DynamicUnsigned, ByteBlock, count),
        StateFormat.Int4 when IsCoded(count, NibbleBlock) => new CodedMoment(
            sign == MomentSign.Any ? Codebooks.DynamicSigned4 : Codebooks.LinearAboveZero4, NibbleBlock, count),
        StateFormat.Float32 or StateFormat.Int8 or StateFormat.Int4 => new FloatMoment(count),
        _ => throw new ArgumentOutOfRangeException(nameof(format), format, "No such state format."),
    };

    /// <summary>Bytes that are held.</summary>
    public abstract long ByteCount { get; }

    /// <summary>The numbers from an element on.</summary>
    /// <param name="start">A multiple of <see cref="ParameterUpdate.TileSize"/>.</param>
    /// <param name="scratch">A place for them, of as many elements as are wanted.</param>
    /// <param name="path">How to compute them.</param>
    /// <returns>The numbers, in scratch or in the store itself; to be changed and given to <see cref="Keep"/>.</returns>
    public abstract Span<float> Load(int start, Span<float> scratch, KernelPath path);

    /// <summary>Keeps the numbers that <see cref="Load"/> gave.</summary>
    /// <param name="start">As for Load.</param>
    /// <param name="values">What Load gave.</param>
    /// <param name="random">Random words of the step.</param>
    /// <param name="firstIndex">Index of the word of element 0.</param>
    /// <param name="path">How to compute them.</param>
    public abstract void Keep(int start, Span<float> values, RandomStream random, ulong firstIndex, KernelPath path);

    /// <summary>What is kept, by names that begin with the one given.</summary>
    public abstract IEnumerable<StateSlot> Slots(string name, long[] shape);

    static bool IsCoded(int count, int block) => count >= SmallestCoded && count % block == 0;
}
