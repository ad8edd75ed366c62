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
        Text(one.SqnrDecibels, "0.0"), Percent(one.SaturationRate), Percent(one.UnderflowRate),
        Percent(one.FlipRate), $"{one.NonFiniteValueCount + one.NonFiniteQuantizedCount}",
    ];

    static string Short(double value) => Text(value, "0.###E+0");

    static string Percent(double? share) => share is { } value ? $"{Text(100 * value, "0.###")} %" : "";

    static string Text(double value, string format) => double.IsInfinity(value) ? (value > 0 ? "∞" : "−∞")
        : value.ToString(format, CultureInfo.InvariantCulture);
}
