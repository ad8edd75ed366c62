namespace LowBit.Bench;

/// <summary>Who earns more than 50,000 dollars (UCI Adult). fnlwgt is a sampling weight, not a property of the person.</summary>
static class Adult
{
    public static DataSet Set { get; } = new("adult", "binary", "adult/train.csv.gz", "adult/test.csv.gz")
    {
        Target = "income",
        Ignore = ["fnlwgt"],
        Categorical =
        [
            "workclass", "education", "marital-status", "occupation", "relationship", "race", "sex", "native-country",
        ],
    };
}
