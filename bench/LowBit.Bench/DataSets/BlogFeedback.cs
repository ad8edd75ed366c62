namespace LowBit.Bench;

/// <summary>
/// log(1 + comments in the next 24 hours) of a blog post (UCI BlogFeedback). Counts go from 0 to more than 1,000 and most
/// are 0, hence the logarithm. The days of the test files are mixed with the others.
/// </summary>
static class BlogFeedback
{
    const string Folder = "blogfeedback/";

    public static DataSet Set { get; } =
        new("blogfeedback", "regression", Folder + "train.csv.gz", Folder + "valid.csv.gz", Folder + "test.csv.gz")
        {
            HasHeader = false,
            Target = "280",
            Label = comments => Math.Log(1 + comments),
        };
}
