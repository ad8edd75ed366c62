namespace LowBit.Studies;

/// <summary>What was measured of one training, by name, in the order of measuring.</summary>
sealed class Measures : OrderedDictionary<string, double>
{
    /// <summary>Share of right answers, in percent.</summary>
    public const string Accuracy = "accuracy %";

    /// <summary>Mean loss of what was held out, in nats.</summary>
    public const string Loss = "held-out loss";

    /// <summary>1 where training ended early because a number was not finite.</summary>
    public const string Diverged = "diverged";

    /// <summary>Takes up what somebody else measured.</summary>
    public void Add(Measures others)
    {
        foreach (var (name, value) in others)
        {
            Add(name, value);
        }
    }
}
