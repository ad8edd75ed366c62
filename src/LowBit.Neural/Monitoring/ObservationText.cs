using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace LowBit.Neural;

/// <summary>Observations for people and for programs.</summary>
static class ObservationText
{
    static readonly JsonSerializerOptions Options = new()
    {
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Converters = { new JsonStringEnumConverter() },
    };

    static readonly string[] Heads =
        ["layer", "slot", "step", "|x| max", "bias", "variance", "SQNR/dB", "saturated", "underflow", "flips", "not finite"];

    public static string Json(SlotObservation observation) => JsonSerializer.Serialize(observation, Options);

    public static string Table(IEnumerable<SlotObservation> observations) => TextTable.Of(Heads, observations.Select(Cells), leftColumns: 2);

    static string[] Cells(SlotObservation one) =>
    [
        one.Layer, $"{one.Slot}", $"{one.Step}", Short(one.AbsMax), Short(one.Bias), Short(one.ErrorVariance),
        one.SqnrDecibels.ToString("0.0", CultureInfo.InvariantCulture), Percent(one.SaturationRate), Percent(one.UnderflowRate),
        Percent(one.FlipRate), $"{one.NonFiniteValueCount + one.NonFiniteQuantizedCount}",
    ];

    static string Short(double value) => value.ToString("0.###E+0", CultureInfo.InvariantCulture);

    static string Percent(double? share) => share is { } value ? $"{(100 * value).ToString("0.###", CultureInfo.InvariantCulture)} %" : "";
}
