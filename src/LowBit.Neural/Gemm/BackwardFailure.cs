namespace LowBit.Neural;

/// <summary>Keeps the first exception of a backward pass, which must not cross libtorch's frames: the process would end.</summary>
sealed class BackwardFailure
{
    Exception? _first;

    public void Keep(Exception e) => Interlocked.CompareExchange(ref _first, e, null);

    public void ThrowIfAny(string layer)
    {
        if (Interlocked.Exchange(ref _first, null) is { } e)
        {
            throw new BackwardException($"The backward pass of {layer} failed; its gradients are missing. {e.Message}", e);
        }
    }
}
