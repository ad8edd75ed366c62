using System.Buffers;
using System.Runtime.CompilerServices;
using LowBit.Numerics;
using TorchSharp.Modules;
using static TorchSharp.torch;
using RoundingMode = LowBit.Numerics.RoundingMode;

namespace LowBit.Neural;

/// <summary>
/// The weight of a layer as packed codes and scales. Its parameter stays in the module, with its name and shape, for optimizers
/// and gradients, but its memory is one NaN that stands for all elements.
/// </summary>
/// <remarks>
/// An update rounds with random words that depend on seed and number of the layer, number of the update and position alone,
/// and gives the same bytes on any instruction set. Not for use from several threads at once.
/// </remarks>
public sealed class WeightStore
{
    const int Stretch = 3840; // whole bytes of all packings
    const uint StreamsPerLayer = 8, OwnStream = 7;
    const ulong FirstIndex = 3ul << 32; // the optimizer's words of the same stream end before it

    static readonly ConditionalWeakTable<Parameter, WeightStore> Stores = [];

    readonly Parameter _parameter;
    readonly QuantizedMatrix _matrix;
    readonly ulong _seed;
    readonly uint _layer;
    readonly long[] _updates = [0];

    /// <summary>Codes of a parameter's values; the parameter is not touched.</summary>
    /// <exception cref="OperandException">A value is not finite.</exception>
    internal WeightStore(Parameter parameter, WeightStorage storage, ulong seed, uint layer)
    {
        (_parameter, Storage, _seed, _layer) = (parameter, storage, seed, layer);
        using var scope = NewDisposeScope();
        var values = TensorSpan.Of(parameter.contiguous());
        RequireFinite(values);
        int rows = (int)parameter.shape[0], columns = rows == 0 ? 0 : values.Length / rows;
        _matrix = storage.Quantizer!.Quantize(values, rows, columns, default, 0, Isa.Best);
        if (!storage.IsFrozen)
        {
            var first = storage.Quantizer with
            {
                Rounding = RoundingMode.NearestEven,
                Scale = storage.Quantizer.Scale! with { Statistic = storage.Initial },
            };
            var scales = first.Quantize(values, rows, columns, default, 0, Isa.Best).Scales;
            first.Quantize(values, scales, default, 0, Isa.Best, _matrix);
        }
    }

    /// <summary>What it is.</summary>
    public WeightStorage Storage { get; }

    /// <summary>Codes and scales; rows are outputs.</summary>
    public QuantizedMatrix Matrix => _matrix;

    /// <summary>Elements.</summary>
    public int Count => _matrix.Rows * _matrix.Columns;

    /// <summary>Bytes of codes and scales.</summary>
    public long ByteCount => _matrix.StoredBytes;

    /// <summary>Updates so far.</summary>
    public long UpdateCount => _updates[0];

    /// <summary>Codes that the last update changed.</summary>
    public int CodeFlips { get; private set; }

    /// <summary>The store of a parameter; null for one that is a float32 tensor.</summary>
    /// <param name="parameter">The parameter.</param>
    public static WeightStore? Of(Parameter parameter) => Stores.TryGetValue(parameter, out var store) ? store : null;

    /// <summary>The numbers, in a new tensor of the parameter's shape.</summary>
    public Tensor Read() => ReadMatrix().reshape(_parameter.shape);

    /// <summary>The numbers, in a new tensor of [outputs × inputs].</summary>
    internal Tensor ReadMatrix()
    {
        var values = empty(_matrix.Rows, _matrix.Columns);
        Quantizer.Dequantize(_matrix, Isa.Best, TensorSpan.Of(values));
        return values;
    }

    /// <summary>Makes this the store of a parameter over the same memory.</summary>
    internal void Attach(Parameter parameter) => Stores.AddOrUpdate(parameter, this);

    /// <summary>Lets the parameter's memory go.</summary>
    internal void Rest()
    {
        using var off = no_grad();
        using var scope = NewDisposeScope();
        _parameter.set_(full(1, float.NaN).expand(_parameter.shape));
        _parameter.requires_grad &= !Storage.IsFrozen;
    }

    /// <summary>Gives the parameter its numbers, until it is put to rest again.</summary>
    internal void Wake()
    {
        using var off = no_grad();
        using var scope = NewDisposeScope();
        _parameter.set_(Read());
    }

    /// <summary>Rounds new numbers into codes.</summary>
    /// <param name="values">As many as there are, contiguous.</param>
    /// <exception cref="OperandException">One of them is not finite; nothing has changed.</exception>
    /// <exception cref="InvalidOperationException">The weights are frozen.</exception>
    internal void Update(Tensor values)
    {
        if (Storage.IsFrozen)
        {
            throw new InvalidOperationException($"The weight of layer {_layer} is frozen; an optimizer must not hold it.");
        }
        var numbers = TensorSpan.Of(values);
        RequireFinite(numbers);
        _updates[0]++;
        var random = new RandomStream(_seed, (_layer * StreamsPerLayer) + OwnStream, (uint)_updates[0]);
        var before = ArrayPool<byte>.Shared.Rent(_matrix.Codes.Length);
        _matrix.Codes.CopyTo(before, 0);
        var quantizer = Storage.Quantizer!;
        if (Storage.ScaleRule == WeightScaleRule.OldRange)
        {
            quantizer.Quantize(numbers, [OldRangeScale()], random, FirstIndex, Isa.Best, _matrix);
        }
        else
        {
            quantizer.Quantize(numbers, random, FirstIndex, Isa.Best, _matrix);
        }
        CodeFlips = Flips(before);
        ArrayPool<byte>.Shared.Return(before);
    }

    /// <summary>Rounds what an optimizer made of the parameter while it was awake, if it had a gradient.</summary>
    internal void UpdateFromParameter()
    {
        using var scope = NewDisposeScope();
        if (!Storage.IsFrozen && _parameter.grad is not null)
        {
            Update(_parameter);
        }
    }

    internal IEnumerable<StateSlot> Slots(string name) =>
    [
        StateSlot.Of($"{name}.codes", StateElement.U8, [_matrix.Codes.Length], _matrix.Codes),
        StateSlot.Of($"{name}.scales", StateElement.F32, [_matrix.Scales.Length], _matrix.Scales),
        StateSlot.Of($"{name}.updates", StateElement.I64, [], _updates),
    ];

    // Where the largest level is in use, dividing by it and multiplying again must not move the scale.
    float OldRangeScale()
    {
        float scale = _matrix.Scales[0], most = (float)_matrix.Quantizer.Format.MaxFinite, used = LargestLevel();
        return used == 0 || used == most ? scale : scale * used / most;
    }

    float LargestLevel()
    {
        Span<byte> codes = stackalloc byte[Stretch];
        Span<float> levels = stackalloc float[Stretch];
        float largest = 0;
        for (int start = 0; start < Count; start += Stretch)
        {
            int length = Math.Min(Stretch, Count - start);
            Unpack(_matrix.Codes, start, codes[..length]);
            _matrix.Quantizer.Format.Decode(codes[..length], Isa.Best, levels);
            largest = Math.Max(largest, AbsMax.Of(levels[..length], Isa.Best));
        }
        return largest;
    }

    int Flips(byte[] before)
    {
        Span<byte> old = stackalloc byte[Stretch], now = stackalloc byte[Stretch];
        int count = 0;
        for (int start = 0; start < Count; start += Stretch)
        {
            int length = Math.Min(Stretch, Count - start);
            Unpack(before, start, old[..length]);
            Unpack(_matrix.Codes, start, now[..length]);
            count += Numerics.CodeFlips.Count(old[..length], now[..length], Isa.Best);
        }
        return count;
    }

    void Unpack(byte[] packed, int start, Span<byte> codes)
    {
        var format = _matrix.Quantizer.Format;
        CodePacking.Unpack(packed.AsSpan(start / CodePacking.CodesPerByte(format)), format, Isa.Best, codes);
    }

    void RequireFinite(ReadOnlySpan<float> values)
    {
        if (!float.IsFinite(AbsMax.Of(values, Isa.Best)))
        {
            throw new OperandException(
                $"the weight of layer {_layer} ({Require.Shape(_parameter)}) is to hold a NaN or an infinity; codes cannot.");
        }
    }
}
