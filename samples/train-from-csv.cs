// Trains on the adult census and saves a model that LightGBM reads. Run: dotnet run samples/train-from-csv.cs
#:project ../src/LowBit.Boosting/LowBit.Boosting.csproj
using System.Runtime.CompilerServices;
using LowBit.Boosting;

string folder = Path.Combine(Path.GetDirectoryName(ThisFile())!, "data", "adult");
var columns = new DatasetOptions { Label = "income", Ignore = ["fnlwgt"] };
var train = Dataset.FromCsv(Path.Combine(folder, "train.csv.gz"), columns);
var test = Dataset.FromCsv(Path.Combine(folder, "test.csv.gz"), columns with { Reference = train });

var options = new BoosterOptions { Objective = "binary", Metrics = ["auc"], MetricFreq = 20 };
var model = Booster.Train(train, options, [test], new Progress());

string file = Path.Combine(Path.GetTempPath(), "adult.txt");
model.Save(file);
Console.WriteLine($"{model.Trees.Count} trees in {file}");

static string ThisFile([CallerFilePath] string path = "") => path;

sealed class Progress : ITrainingObserver
{
    public void RoundEnded(TrainingProgress progress)
    {
        foreach (var metric in progress.Metrics)
        {
            Console.WriteLine($"{progress.Round}: {metric.DataSet} {metric.Metric} {metric.Value:F5}");
        }
    }
}
