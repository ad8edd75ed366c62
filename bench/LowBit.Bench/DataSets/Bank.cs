namespace LowBit.Bench;

/// <summary>Who takes a term deposit (UCI Bank Marketing). The duration of the call is known only after it.</summary>
static class Bank
{
    public static DataSet Set { get; } = new("bank", "binary", "bank/bank-full.csv.gz")
    {
        Target = "y",
        Ignore = ["duration"],
        Categorical = ["job", "marital", "education", "default", "housing", "loan", "contact", "month", "poutcome"],
    };
}
