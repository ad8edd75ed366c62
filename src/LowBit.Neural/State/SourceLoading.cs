namespace LowBit.Neural;

/// <summary>Loads many sources, all or none.</summary>
sealed class SourceLoading(CheckpointContent content)
{
    readonly Stack<(IStateSource Source, Dictionary<string, StateTensor> Before)> _loaded = [];

    /// <exception cref="StateException">A source does not take its state, or has other tensors; all are as they were.</exception>
    public void Run(IEnumerable<NamedState> sources)
    {
        try
        {
            foreach (var source in sources)
            {
                Load(source);
            }
        }
        catch
        {
            while (_loaded.TryPop(out var one))
            {
                one.Source.LoadState(one.Before);
            }
            throw;
        }
    }

    void Load(NamedState named)
    {
        var state = content.Of(named.Name);
        var before = named.Source.SaveState().ToDictionary(tensor => tensor.Name);
        try
        {
            named.Source.LoadState(state);
        }
        catch (StateException e)
        {
            throw new StateException($"{named.Name}: {e.Message}");
        }
        _loaded.Push((named.Source, before));
        RequireSame(named, state);
    }

    // A source leaves alone what it does not know: what it has now must be what the file has.
    static void RequireSame(NamedState named, Dictionary<string, StateTensor> state)
    {
        var now = named.Source.SaveState().ToDictionary(tensor => tensor.Name);
        foreach (string name in state.Keys.Concat(now.Keys))
        {
            if (!state.TryGetValue(name, out var saved) || !now.TryGetValue(name, out var own)
                || saved.Type != own.Type || !saved.Shape.AsSpan().SequenceEqual(own.Shape))
            {
                throw new StateException($"{named.Name} and the file do not both have {name} of one type and shape.");
            }
        }
    }
}
