using TorchSharp.Modules;

namespace LowBit.Neural;

/// <summary>What is kept of one parameter from step to step.</summary>
/// <param name="parameter">The parameter.</param>
/// <param name="number">Its number in the optimizer, below 2²⁹: part of the key of random words.</param>
/// <param name="moments">Its moving averages with their names, at most two.</param>
sealed class ParameterState(Parameter parameter, uint number, params (string Name, MomentStore Store)[] moments)
{
    readonly long[] _step = [0];

    /// <summary>Whether moving averages are still to be made: those of a parameter that asked for no gradient.</summary>
    public bool IsPending { get; init; }

    public Parameter Parameter => parameter;

    public uint Number => number;

    /// <summary>Steps that the parameter has had a gradient in.</summary>
    public long Step
    {
        get => _step[0];
        set => _step[0] = value;
    }

    public MomentStore? First => moments.Length > 0 ? moments[0].Store : null;

    public MomentStore? Second => moments.Length > 1 ? moments[1].Store : null;

    public long ByteCount => moments.Sum(static moment => moment.Store.ByteCount);

    public long FloatByteCount => sizeof(float) * moments.Length * parameter.NumberOfElements;

    public bool IsFloat => moments.Length > 0 && Array.TrueForAll(moments, static moment => moment.Store is FloatMoment);

    public IEnumerable<StateSlot> Slots(string prefix) =>
    [
        StateSlot.Of($"{prefix}.{number}.step", StateElement.I64, [], _step),
        .. moments.SelectMany(moment => moment.Store.Slots($"{prefix}.{number}.{moment.Name}", parameter.shape)),
    ];
}
