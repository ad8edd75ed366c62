using LowBit.Numerics;

namespace LowBit.Neural;

/// <summary>Sums over the operands of one slot at one step: one matrix, or one for each group of a convolution.</summary>
sealed class SlotStatistics(string layer, GemmSlot slot, Slot choice)
{
    readonly ErrorStatistics _errors = new();
    List<byte[]> _codes = [], _codesBefore = [];
    uint _step;
    float _absMax;
    long _saturated;

    public void Begin(uint step)
    {
        _errors.Clear();
        (_step, _absMax, _saturated) = (step, 0, 0);
        (_codes, _codesBefore) = ([], _codes);
    }

    /// <param name="values">[rows × columns], as the slot lays them out.</param>
    /// <param name="numbers">As many.</param>
    /// <param name="rows">Rows.</param>
    /// <param name="columns">Columns.</param>
    public void Add(ReadOnlySpan<float> values, ReadOnlySpan<float> numbers, int rows, int columns)
    {
        _absMax = Larger(_absMax, AbsMax.Of(values, Isa.Best));
        if (CountsSaturation)
        {
            AddWithScales(values, numbers, choice.Quantizer!.Granularity.On(rows, columns));
        }
        else
        {
            _errors.Add(values, numbers, Isa.Best);
        }
        if (HasCodes)
        {
            _codes.Add(CodesOf(values, rows, columns));
        }
    }

    /// <summary>What was seen; null for nothing.</summary>
    public SlotObservation? Result() => Count == 0 ? null : new(layer, slot, _step)
    {
        Count = Count,
        AbsMax = _absMax,
        Bias = _errors.Bias,
        ErrorVariance = _errors.ErrorVariance,
        SqnrDecibels = _errors.SqnrDecibels,
        UnderflowRate = _errors.UnderflowRate,
        SaturationRate = CountsSaturation ? _errors.SaturationRate : null,
        FlipRate = FlipRate(),
        NonFiniteValueCount = _errors.NonFiniteValueCount,
        NonFiniteQuantizedCount = _errors.NonFiniteQuantizedCount,
    };

    long Count => _errors.Count + _errors.NonFiniteValueCount + _errors.NonFiniteQuantizedCount;

    bool CountsSaturation => choice is { Quantizer: { Transform: null }, IsBySample: false } && !HasLearnedStep;

    bool HasLearnedStep => choice.Estimator.Kind == EstimatorKind.LearnedStep;

    bool HasCodes => slot == GemmSlot.WForward && !HasLearnedStep
        && choice.Quantizer is { Format.CodeBits: <= 8, Transform: null or { IsStorable: true } };

    // The same scales that the quantizer took: they depend on the values alone.
    void AddWithScales(ReadOnlySpan<float> values, ReadOnlySpan<float> numbers, ScaleGrid grid)
    {
        var quantizer = choice.Quantizer!;
        using var scales = new BlockScales(grid.ScaleCount, quantizer.IsAffine);
        var matrix = new MatrixScales(scales.Scales, default, scales.ZeroPoints);
        scales.Scales.Fill(1);
        quantizer.Scale?.Fill(values, grid, quantizer.Format, Isa.Best, matrix);
        _errors.Add(values, numbers, grid, quantizer.Format, matrix, Isa.Best);
    }

    byte[] CodesOf(ReadOnlySpan<float> values, int rows, int columns)
    {
        var quantizer = choice.Quantizer!;
        var codes = new byte[rows * columns];
        CodePacking.Unpack(quantizer.Quantize(values, rows, columns, default, 0, Isa.Best).Codes, quantizer.Format, Isa.Best, codes);
        return codes;
    }

    double? FlipRate()
    {
        if (!HasCodes || !_codes.Select(codes => codes.Length).SequenceEqual(_codesBefore.Select(codes => codes.Length)))
        {
            return null;
        }
        long flips = _codes.Zip(_codesBefore, static (now, before) => (long)CodeFlips.Count(before, now, Isa.Best)).Sum();
        return (double)flips / Math.Max(1, _codes.Sum(static codes => (long)codes.Length));
    }

    // NaN is larger than all, as in AbsMax.
    static float Larger(float a, float b) => float.IsNaN(a) || a > b ? a : b;
}
