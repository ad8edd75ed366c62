// Trains on records of your own and predicts one of them. Run: dotnet run samples/train-from-records.cs
#:project ../src/LowBit.Boosting/LowBit.Boosting.csproj
#:property RestorePackagesWithLockFile=false
using LowBit.Boosting;

var houses = Enumerable.Range(0, 2_000).Select(i => new House(
    Area: 40 + i * 37 % 160, Rooms: 1 + i * 5 % 7, HasGarden: i % 3 == 0)).ToList();

var data = Dataset.From(
    houses,
    label: house => 2_000 * house.Area + 15_000 * house.Rooms + (house.HasGarden ? 30_000 : 0),
    features: [("area", h => h.Area), ("rooms", h => h.Rooms), ("garden", h => h.HasGarden ? 1 : 0)]);
var model = Booster.Train(data, new BoosterOptions { NumIterations = 200, NumLeaves = 15 });

double[] price = new double[1];
model.Predict([100, 3, 1], price);
Console.WriteLine($"100 m², 3 rooms, a garden: {price[0]:F0} (the rule of the data says 275000)");

sealed record House(double Area, int Rooms, bool HasGarden);
