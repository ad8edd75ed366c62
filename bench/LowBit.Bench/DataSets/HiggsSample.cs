namespace LowBit.Bench;

/// <summary>Signal or background, 7,500 rows of HIGGS from LightGBM's examples.</summary>
static class HiggsSample
{
    const string Folder = "lightgbm_examples/binary_classification/";

    public static DataSet Set { get; } = new("higgs7k", "binary", Folder + "binary.train.gz", Folder + "binary.test.gz")
    {
        Delimiter = '\t',
        HasHeader = false,
        Target = "0",
    };
}
