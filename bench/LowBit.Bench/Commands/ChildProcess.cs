using System.Diagnostics;
using System.Text.Json;

namespace LowBit.Bench;

/// <summary>One measurement in a process of its own, so that engines share neither heap nor thread pool nor peak memory.</summary>
static class ChildProcess
{
    static readonly IReadOnlyDictionary<string, string> Inherited = new Dictionary<string, string>();

    /// <summary>Runs this program again with other words.</summary>
    public static Process Start(params string[] words) => Start(Inherited, words);

    /// <summary>Runs this program again with other words and reads the one line of JSON that it prints.</summary>
    public static T Measure<T>(params string[] words) => Measure<T>(Inherited, words);

    /// <summary>As <see cref="Measure{T}(string[])"/>.</summary>
    /// <param name="variables">Set in the environment of the child, beside what it inherits.</param>
    /// <param name="words">Command and options.</param>
    public static T Measure<T>(IReadOnlyDictionary<string, string> variables, params string[] words)
    {
        using var process = Start(variables, words);
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? JsonSerializer.Deserialize<T>(output)!
            : throw new BenchException($"'{string.Join(' ', words)}' ended with code {process.ExitCode}.");
    }

    /// <summary>Called by the child: the line that <see cref="Measure{T}(string[])"/> reads.</summary>
    public static void Answer<T>(T measurement) => Console.WriteLine(JsonSerializer.Serialize(measurement));

    /// <summary>A B A B …: what else the machine does falls on all alike.</summary>
    public static ILookup<string, T> Interleave<T>(string[] peers, int rounds, Func<string, T> measure)
    {
        var runs = new List<(string Peer, T Run)>();
        for (var round = 0; round < rounds; round++)
        {
            foreach (var peer in peers)
            {
                runs.Add((peer, measure(peer)));
                Console.Error.WriteLine($"round {round + 1} {peer}: {runs[^1].Run}");
            }
        }
        return runs.ToLookup(run => run.Peer, run => run.Run);
    }

    static Process Start(IReadOnlyDictionary<string, string> variables, string[] words)
    {
        var program = Environment.ProcessPath!;
        var isHost = Path.GetFileNameWithoutExtension(program) == "dotnet";
        var start = new ProcessStartInfo(program, isHost ? [typeof(ChildProcess).Assembly.Location, .. words] : words)
        {
            RedirectStandardOutput = true,
        };
        foreach (var (name, value) in variables)
        {
            start.Environment[name] = value;
        }
        return Process.Start(start)!;
    }
}
