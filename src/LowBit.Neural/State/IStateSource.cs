namespace LowBit.Neural;

/// <summary>
/// What keeps state from one step to the next. The state that one instance gave makes another one, built with the same
/// settings, go on with the same bytes.
/// </summary>
public interface IStateSource
{
    /// <summary>Copies of all state, in an order that is the same every time.</summary>
    IEnumerable<StateTensor> SaveState();

    /// <summary>Takes state over. Where an exception comes, nothing has changed.</summary>
    /// <param name="state">By name; names that the source does not know are left alone, as many sources may share one file.</param>
    /// <exception cref="StateException">A tensor is missing, or not of the type and shape needed here.</exception>
    void LoadState(IReadOnlyDictionary<string, StateTensor> state);
}
