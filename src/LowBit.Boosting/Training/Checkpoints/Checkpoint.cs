using System.Text.Json.Serialization;

namespace LowBit.Boosting;

/// <summary>
/// The state of a run after a round. Everything else follows from it: scores are the trees' sums over the bins, random words
/// are functions of the seed and the round, and early stopping is decided again from the metrics.
/// </summary>
sealed record Checkpoint
{
    /// <summary>Name and value of everything that must be the same when the run goes on.</summary>
    public required KeyValuePair<string, string>[] Identity { get; init; }

    /// <summary>What is measured, in the order of the values of a round.</summary>
    public required MetricName[] Metrics { get; init; }

    /// <summary>The rounds of the run so far.</summary>
    public required PastRound[] Rounds { get; init; }

    /// <summary>Trees of the model, those of an input model first.</summary>
    [JsonIgnore]
    public ModelContent? Model { get; init; }

    /// <summary>The rounds as they were reported.</summary>
    /// <param name="roundCount">Rounds asked for.</param>
    public IEnumerable<TrainingProgress> Progress(int roundCount) => Rounds.Select((round, i) => new TrainingProgress(
        i + 1, roundCount,
        [.. round.Values.Zip(Metrics, (value, metric) => new MetricValue(metric.DataSet, metric.Metric, value, metric.HigherIsBetter))],
        round.SaturatedRows, null));
}

/// <summary>One metric on one data set.</summary>
sealed record MetricName(string DataSet, string Metric, bool HigherIsBetter);

/// <summary>A round that has ended.</summary>
/// <param name="SaturatedRows">Rows whose gradient was beyond the largest level.</param>
/// <param name="Values">Metrics after the round; empty where none were due.</param>
sealed record PastRound(long SaturatedRows, double[] Values);

[JsonSourceGenerationOptions(
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals, RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true, MaxDepth = 8)]
[JsonSerializable(typeof(Checkpoint))]
sealed partial class CheckpointJson : JsonSerializerContext;
