using System.Text;
using System.Text.Json;
using LowBit.Boosting;

namespace LowBit.Tests;

/// <summary>Model files with a few bytes altered, lost or repeated: each is read, or refused as a bad model.</summary>
public class ModelReaderFuzz
{
    const int Mutations = 10_000;

    static readonly byte[][] Files =
    [
        Encoding.UTF8.GetBytes(ModelTexts.Full),
        Encoding.UTF8.GetBytes(BoostedTrees.Parse(ModelTexts.Full).ToText()),
        Encoding.UTF8.GetBytes(ModelTexts.Minimal),
        Encoding.UTF8.GetBytes(new BoostedTrees(RandomModel.Content(seed: 1, rounds: 2, outputs: 2, isLinear: true, 5)).ToText()),
    ];

    static readonly byte[] Likely = "\n\n=  0123456789-.e[]\"\r\0n\u00e4"u8.ToArray();

    [Fact]
    public void AlteredFileIsReadOrRefused()
    {
        var random = new Random(20250711);
        int read = 0;
        for (int i = 0; i < Mutations; i++)
        {
            byte[] bytes = Mutate(Files[i % Files.Length], random);
            try
            {
                Walk(BoostedTrees.Parse(bytes));
                read++;
            }
            catch (BadModelException)
            {
            }
            catch (Exception failure)
            {
                throw new InvalidOperationException($"Mutation {i}: {Encoding.UTF8.GetString(bytes)}", failure);
            }
        }
        Assert.InRange(read, Mutations / 10, Mutations * 9 / 10);
    }

    /// <summary>What is read can be walked through and written, and the same is read again.</summary>
    static void Walk(BoostedTrees model)
    {
        double[] row = new double[model.FeatureCount], scores = new double[model.OutputCount];
        int[] leaves = new int[model.Trees.Count];
        foreach (double value in new[] { 0, double.NaN, double.PositiveInfinity, -1, 40 })
        {
            row.AsSpan().Fill(value);
            model.PredictRaw(row, scores);
            model.PredictLeaf(row, leaves);
            Assert.Equal(model.Trees.Select(tree => DecisionRule.LeafOf(tree, _ => value)), leaves);
        }
        string text = model.ToText();
        Assert.Equal(text, BoostedTrees.Parse(text).ToText());
        Assert.Equal(model.IterationCount, model.Summarize().IterationCount);
        CheckOrRefuse(() => Assert.Equal(JsonValueKind.Object, JsonDocument.Parse(model.ToJson()).RootElement.ValueKind));
        CheckOrRefuse(() => model.PredictContributions(row, new double[model.ContributionCount]));
    }

    /// <summary>What a model lacks for some use is refused when it is used.</summary>
    static void CheckOrRefuse(Action use)
    {
        try
        {
            use();
        }
        catch (BadModelException refusal)
        {
            Assert.DoesNotContain('\n', refusal.Message);
        }
    }

    static byte[] Mutate(byte[] file, Random random)
    {
        var bytes = file.ToList();
        for (int edits = random.Next(1, 3); edits > 0; edits--)
        {
            int place = random.Next(bytes.Count), length = Math.Min(random.Next(1, 20), bytes.Count - place);
            switch (random.Next(6))
            {
                case 0:
                    bytes[place] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes[place] = Likely[random.Next(Likely.Length)];
                    break;
                case 2:
                    bytes.Insert(place, Likely[random.Next(Likely.Length)]);
                    break;
                case 3:
                    bytes.RemoveRange(place, length);
                    break;
                case 4:
                    bytes.InsertRange(place, bytes.GetRange(random.Next(place + 1), length));
                    break;
                default:
                    bytes.RemoveRange(Math.Max(place, 1), bytes.Count - Math.Max(place, 1));
                    break;
            }
        }
        return [.. bytes];
    }
}
