using LowBit.Fuzz;

namespace LowBit.Bench;

/// <summary>Altered files by the million: no crash, no hang, no memory beyond a small multiple of the file.</summary>
static class FuzzCommand
{
    public static void Run(Arguments arguments)
    {
        var names = string.Join(", ", FuzzTarget.All.Select(target => target.Name));
        var reader = arguments.Text("reader", "");
        var count = arguments.Number("count", 1_000_000);
        var seed = arguments.Number("seed", 1);
        arguments.RejectOthers();
        var target = FuzzTarget.All.FirstOrDefault(target => target.Name == reader)
            ?? throw new BenchException($"--reader is '{reader}'; it takes one of {names}.");
        var outcome = target.Run(count, seed);
        Console.WriteLine(FormattableString.Invariant(
            $"{reader}: {count} altered files, seed {seed}: {outcome.Read} read, {outcome.Refused} refused, 0 crashed; at most {outcome.MostBytes} bytes allocated and {outcome.Slowest.TotalMilliseconds:F0} ms for one file"));
    }
}
