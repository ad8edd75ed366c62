using System.Globalization;

namespace LowBit.Neural;

/// <summary>A ledger for people.</summary>
static class LedgerText
{
    static readonly ByteKind[] Kinds = Enum.GetValues<ByteKind>();

    public static string Table(ByteLedger ledger) => TextTable.Of(
        ["bytes", "weights", "gradients", "optimizer", "saved", "all", "as float32"],
        [
            .. ledger.Lines.GroupBy(line => line.Layer).Select(group => Row(group.Key, [.. group])),
            Row("all", ledger.Lines),
        ],
        leftColumns: 1);

    static string[] Row(string name, IReadOnlyList<ByteLine> lines) =>
    [
        name,
        .. Kinds.Select(kind => Number(lines.Where(line => line.Kind == kind).Sum(line => line.Bytes))),
        Number(lines.Sum(line => line.Bytes)),
        lines.Any(line => line.FloatBytes is null) ? "?" : Number(lines.Sum(line => line.FloatBytes!.Value)),
    ];

    static string Number(long bytes) => bytes.ToString("N0", CultureInfo.InvariantCulture);
}
