namespace LowBit.Cli;

/// <summary>What a verb may write to, and when it must stop.</summary>
sealed record Session(TextWriter Out, TextWriter Error, CancellationToken Cancellation)
{
    /// <summary>True where standard error is a terminal that can redraw a line.</summary>
    public bool IsInteractive => ReferenceEquals(Error, Console.Error) && !Console.IsErrorRedirected;

    public void Show(IEnumerable<string> notes)
    {
        foreach (string note in notes)
        {
            Error.WriteLine($"note: {note}");
        }
    }
}
