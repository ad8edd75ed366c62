namespace LowBit.Bench;

/// <summary>
/// Fine dust (PM2.5) at twelve stations by the hour (UCI Beijing Multi-Site Air Quality). The other pollutants of the
/// same hour are features: this is a sensor to be replaced, not a forecast.
/// </summary>
static class BeijingAir
{
    public static DataSet Set { get; } = new("beijing_air", "regression", "beijing_air/beijing_air.csv.gz")
    {
        Target = "PM2.5",
        Ignore = ["No"],
        Categorical = ["wd", "station"],
    };
}
