using LowBit.Neural;
using LowBit.Numerics;

namespace LowBit.Interop.Tests;

/// <summary>Weights on grids with a scale for all or one a row, one element at a time.</summary>
sealed class ReferenceWeights
{
    readonly NumberFormat _format;
    readonly WeightScaleRule _rule;
    readonly int _columns;
    readonly float[] _scales;

    public ReferenceWeights(NumberFormat format, WeightScaleRule rule, float[] first, int rows)
    {
        (_format, _rule, _columns, Values) = (format, rule, first.Length / rows, first);
        _scales = rule == WeightScaleRule.NewRowRange ? RowScales(first)
            : [.. Enumerable.Repeat((float)(first.Sum(value => (double)Math.Abs(value)) / first.Length / format.MaxFinite), rows)];
        Values = [.. first.Select((value, i) => Round(value, i, RoundingMode.NearestEven, 0))];
    }

    public float[] Values { get; private set; }

    /// <summary>Rounds new values; gives how many levels changed.</summary>
    public int Update(float[] moved, RandomStream random)
    {
        float[] levels = [.. Values.Select((value, i) => MathF.Round(value / _scales[i / _columns]))];
        if (_rule == WeightScaleRule.NewRowRange)
        {
            RowScales(moved).CopyTo(_scales, 0);
        }
        else
        {
            float used = levels.Max(Math.Abs), most = (float)_format.MaxFinite;
            Array.Fill(_scales, used == 0 || used == most ? _scales[0] : _scales[0] * used / most);
        }
        Values = [.. moved.Select((value, i) => Round(value, i, RoundingMode.Stochastic, random.Word((3ul << 32) + (ulong)i)))];
        return Values.Where((value, i) => MathF.Round(value / _scales[i / _columns]) != levels[i]).Count();
    }

    float Round(float value, int i, RoundingMode mode, uint word)
    {
        float scale = _scales[i / _columns];
        return _format.Round(value * (1 / scale), mode, word) * scale;
    }

    float[] RowScales(float[] values) => [.. values.Chunk(_columns).Select(
        row => (float)((double)row.Max(Math.Abs) / _format.MaxFinite))];
}
