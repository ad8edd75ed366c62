namespace LowBit.Bench;

/// <summary>
/// Arrival delay in minutes of flights from New York (nycflights13), from what is known before departure. hour and
/// minute are parts of the actual departure time. The year is constant. tailnum has 4,044 levels: how an engine trims rare
/// categories would decide the comparison, not its bits.
/// </summary>
static class Flights
{
    public static DataSet Set { get; } = new("nycflights13", "regression", "nycflights13/flights.csv.gz")
    {
        Target = "arr_delay",
        Ignore = ["year", "dep_time", "dep_delay", "arr_time", "air_time", "hour", "minute", "tailnum"],
        Categorical = ["carrier", "origin", "dest"],
    };
}
