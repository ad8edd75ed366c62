using LowBit.Boosting;

namespace LowBit.Cli;

/// <summary>The adult census data that is embedded in the command; samples/data/adult/README.md names source and licence.</summary>
static class AdultCensus
{
    public static (Dataset Train, Dataset Test) Load()
    {
        // fnlwgt says how many people a row stands for; it is no property of the person.
        var options = new DatasetOptions { Label = "income", Ignore = ["fnlwgt"] };
        var train = Unpack("train.csv.gz", path => Dataset.FromCsv(path, options));
        return (train, Unpack("test.csv.gz", path => Dataset.FromCsv(path, options with { Reference = train })));
    }

    static Dataset Unpack(string name, Func<string, Dataset> load)
    {
        var folder = Directory.CreateTempSubdirectory("lowbit-");
        try
        {
            string path = Path.Combine(folder.FullName, name);
            using (var file = File.Create(path))
            {
                typeof(AdultCensus).Assembly.GetManifestResourceStream(name)!.CopyTo(file);
            }
            return load(path);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
