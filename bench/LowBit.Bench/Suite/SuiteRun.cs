using System.Text.Json.Serialization;

namespace LowBit.Bench;

/// <summary>One measurement of the suite, as <see cref="SuiteLog"/> keeps it.</summary>
/// <param name="Step">What was asked for.</param>
/// <param name="Versions">Processor, system, runtime and engines.</param>
/// <param name="Result">What was measured.</param>
sealed record SuiteRun(SuiteStep Step, string Versions, TrainingRun Result)
{
    [JsonIgnore]
    public Cell Cell => Step.Cell;
}
