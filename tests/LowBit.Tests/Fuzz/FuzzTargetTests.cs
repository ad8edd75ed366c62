using System.Text;
using LowBit.Fuzz;

namespace LowBit.Tests;

/// <summary>Altered files of every kind are read or refused in one line. bench fuzz --reader NAME tries millions.</summary>
public class FuzzTargetTests
{
    public static TheoryData<string> Readers => [.. FuzzTarget.All.Select(target => target.Name)];

    [Theory]
    [MemberData(nameof(Readers))]
    public void AlteredFileIsReadOrRefused(string reader)
    {
        var target = FuzzTarget.All.Single(target => target.Name == reader);
        Assert.All(target.Files, file => target.Read(file));
        var outcome = target.Run(10_000, seed: 20251125);
        Assert.True(outcome.Read > 200 && outcome.Refused > 2_000, $"{outcome}");
    }

    /// <summary>Fewer, since each builds all options of all verbs.</summary>
    [Fact]
    public void AlteredCommandLineIsRefusedInOneLine()
    {
        byte[][] lines =
        [
            "train --data no.csv --num-leaves 31 --learning_rate=0.1 --metric auc --config no.conf"u8.ToArray(),
            "refit --model no.txt --data no.csv --output o --lambda-l2 1"u8.ToArray(),
            "predict --model no.txt --data no.csv --raw"u8.ToArray(),
        ];
        var random = new Random(20251125);
        for (int i = 0; i < 600; i++)
        {
            string line = Encoding.UTF8.GetString(ByteMutation.Of(lines[i % lines.Length], "--=  :@0123456789.\"'-trainh"u8, random));
            var run = CommandRun.Of(line.Split(' ', StringSplitOptions.RemoveEmptyEntries));
            bool isHelp = run.Code == 0 && run.Out.Length > 0;
            Assert.True(isHelp || run.Code == 2 && run.Error.StartsWith("lowbit: ", StringComparison.Ordinal) && run.Error.AsSpan().Count('\n') == 1,
                $"{line}: {run.Code} {run.Error}");
        }
    }
}
