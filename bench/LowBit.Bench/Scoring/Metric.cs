namespace LowBit.Bench;

/// <summary>What a training run is judged by on held-out rows: AUC of two classes, else the loss.</summary>
static class Metric
{
    public static string NameOf(string objective) => objective == "binary" ? "AUC" : Loss.NameOf(objective);

    public static double Of(string objective, Rows rows, double[] raw) =>
        objective == "binary" ? Auc.Of(raw, rows.Labels) : Loss.Of(objective, rows, raw);
}
