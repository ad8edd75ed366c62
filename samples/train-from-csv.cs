// Trains on the adult census and saves a model that LightGBM reads.
// Run in the root of the repository: dotnet run samples/train-from-csv.cs
#:project ../src/LowBit.Boosting/LowBit.Boosting.csproj
#:property RestorePackagesWithLockFile=false
using LowBit.Boosting;

var columns = new DatasetOptions { Label = "income", Ignore = ["fnlwgt"] };
var train = Dataset.FromFile("samples/data/adult/train.csv.gz", columns);
var test = Dataset.FromFile("samples/data/adult/test.csv.gz", columns with { Reference = train });

var options = new BoosterOptions { Objective = "binary", Metrics = ["auc"], MetricFreq = 20 };
var model = Booster.Train(train, options, [test], new Progress());
model.Save(Path.Combine(Path.GetTempPath(), "adult.txt"));

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
