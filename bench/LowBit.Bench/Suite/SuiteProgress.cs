namespace LowBit.Bench;

/// <summary>A line a measurement: on a terminal it is there from the start, else it is written when the measurement ends.</summary>
/// <param name="total">Measurements in all.</param>
sealed class SuiteProgress(int total)
{
    static readonly bool IsTerminal = !Console.IsErrorRedirected;

    int _done;
    string _started = "";

    public void Start(SuiteStep step)
    {
        _started = $"{_done + 1} of {total}: {step.Cell}, round {step.Round + 1}, {step.Arm}: ";
        if (IsTerminal)
        {
            Console.Error.Write($"{_started}…");
        }
    }

    public void End(string outcome)
    {
        _done++;
        Console.Error.WriteLine(IsTerminal ? $"\r{_started}{outcome}" : $"{_started}{outcome}");
    }

    /// <summary>A measurement that is there, or that is not needed.</summary>
    public void Skip() => _done++;
}
