using LowBit.Boosting;
using LowBit.Collectives;

namespace LowBit.Tests;

/// <summary>What holds for every metric.</summary>
public class MetricProperties
{
    const int RowCount = 5003, Classes = 3;

    public static TheoryData<string, bool> Cases
    {
        get
        {
            var cases = new TheoryData<string, bool>();
            foreach (string name in MetricRows.Names)
            {
                cases.Add(name, false);
                cases.Add(name, true);
            }
            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void ValueDoesNotDependOnThreadsOrRanks(string name, bool hasWeights)
    {
        double expected = Evaluate(name, hasWeights, 0..RowCount, SingleProcess.Instance, null);
        Assert.True(double.IsFinite(expected));
        using (var team = new WorkerTeam(3))
        {
            Assert.Equal(expected, Evaluate(name, hasWeights, 0..RowCount, SingleProcess.Instance, team));
        }
        foreach (int size in (int[])[2, 4])
        {
            // the last rank has no rows
            var values = VirtualRanks.Run(size, ranks => Evaluate(
                name, hasWeights, Part(ranks.Rank, size - 1), ranks, null));
            Assert.All(values, value => Assert.Equal(expected, value));
        }
    }

    static Range Part(int rank, int parts) =>
        (RowCount * Math.Min(rank, parts) / parts)..(RowCount * Math.Min(rank + 1, parts) / parts);

    static double Evaluate(string name, bool hasWeights, Range part, ICollective ranks, WorkerTeam? team)
    {
        bool isMulticlass = MetricRows.IsForClasses(name);
        var transform = Objectives.FromModelText(isMulticlass ? $"multiclass num_class:{Classes}" : "binary sigmoid:1", isMulticlass ? Classes : 1);
        double[][] scores = [.. Enumerable.Range(0, transform.OutputCount).Select(output =>
            MetricRows.Uniform((uint)output, RowCount)[part].Select(u => Math.Round(64 * u) / 8 - 4).ToArray())];
        double[] labels = [.. MetricRows.Uniform(8, RowCount)[part]
            .Select(u => name.StartsWith("gamma", StringComparison.Ordinal) ? 0.1 + u : Math.Floor(u * (isMulticlass ? Classes : 2)))];
        double[]? weights = hasWeights ? [.. MetricRows.Uniform(9, RowCount)[part].Select(u => Math.Round(u * 7) / 7)] : null;
        return Metrics.Create(name, new()).Evaluate(new(scores, labels, weights, transform, ranks, team));
    }
}
