namespace LowBit.Bench;

/// <summary>Logarithm of the mean time in ms of four runs of a matrix product, from the kernel's settings (UCI SGEMM).</summary>
static class Sgemm
{
    public static DataSet Set { get; } = new("sgemm", "regression", "sgemm/sgemm_product.csv.gz")
    {
        Target = "Run1 (ms)",
        Repeats = ["Run2 (ms)", "Run3 (ms)", "Run4 (ms)"],
        Label = Math.Log,
    };
}
