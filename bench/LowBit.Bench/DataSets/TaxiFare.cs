namespace LowBit.Bench;

/// <summary>
/// Fare of a taxi ride in New York from what is known before it, the distance included; the time it took and how it was
/// paid are known after it. Fares below the least one, $2.50, or above $200 are errors and dropped.
/// </summary>
static class TaxiFare
{
    public static DataSet Set { get; } = new("taxi_fare", "regression", "taxi_fare/train.csv.gz", "taxi_fare/test.csv.gz")
    {
        Target = "fare_amount",
        Label = fare => fare is >= 2.5 and <= 200 ? fare : double.NaN,
        Ignore = ["trip_time_in_secs", "payment_type"],
        Categorical = ["vendor_id", "rate_code"],
    };
}
