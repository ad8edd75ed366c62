// Says why a model thinks what it thinks: what each feature adds to the score of one row of the adult census.
// Run in the root of the repository: dotnet run samples/explain.cs
#:project ../src/LowBit.Boosting/LowBit.Boosting.csproj
#:property RestorePackagesWithLockFile=false
using LowBit.Boosting;

var columns = new DatasetOptions { Label = "income", Ignore = ["fnlwgt"] };
var train = Dataset.FromCsv("samples/data/adult/train.csv.gz", columns);
var model = Booster.Train(train, new BoosterOptions { Objective = "binary", NumIterations = 50 });

double[] row = new double[model.FeatureCount]; // a row of missing values, but for
row.AsSpan().Fill(double.NaN);
string[] names = [.. model.Schema!.Columns.Select(column => column.Name!)];
row[Array.IndexOf(names, "age")] = 45;
row[Array.IndexOf(names, "education-num")] = 14;
row[Array.IndexOf(names, "hours-per-week")] = 50;

double[] contributions = new double[model.ContributionCount], score = new double[1];
model.PredictContributions(row, contributions);
model.PredictRaw(row, score);
Console.WriteLine($"score {score[0]:F3} = {contributions[^1]:F3} on average");
foreach (var (feature, value) in contributions[..^1].Index().OrderByDescending(pair => Math.Abs(pair.Item)).Take(5))
{
    Console.WriteLine($"  {value:+0.000;-0.000} {names[feature]}");
}
