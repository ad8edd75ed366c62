// Trains a small network in float32 and with few bits, and says what that costs in error.
// Run: dotnet run samples/train-mlp-low-precision.cs
#:project ../src/LowBit.Neural/LowBit.Neural.csproj
#:property RestorePackagesWithLockFile=false
using LowBit.Neural;
using LowBit.Numerics;
using static TorchSharp.torch;

const int Rows = 2048, Batch = 128, Inputs = 32, Steps = 400;
TorchLibrary.Load();
set_num_threads(1); // more threads may add float32 numbers in another order
manual_seed(1);
var x = randn(Rows, Inputs);
var y = (x.matmul(randn(Inputs, 8)) / 6).tanh().matmul(randn(8, 4)) + (0.3 * randn(Rows, 4));

// A recipe of one's own: int4 in blocks of 16 forward, the gradient in 6 bits; the last layer is left as it is.
var int4 = Slot.Of(Quantizers.Integer(4, new PerGroup(16)));
var own = new Recipe("own", new()
{
    XForward = int4,
    WForward = int4,
    XForWeight = Slot.Reuse,
    WForInput = Slot.Reuse,
    GradForInput = Slot.Of(Quantizers.Range(6, new PerRow())),
    GradForWeight = Slot.Reuse,
})
{
    Overrides = [new("output", null)],
};
Recipe[] recipes =
[
    Recipes.Identity, Recipes.Int8, Recipes.MxFp8, Recipes.MxFp4, Recipes.BitNetB158,
    Recipes.StatQuant(4, StatQuantGradient.BlockHouseholder), own,
];
foreach (var recipe in recipes)
{
    var (loss, report) = Train(recipe);
    Console.WriteLine($"loss {loss:F4}  {report}");
}

(float Loss, ConversionReport Report) Train(Recipe recipe)
{
    using var scope = NewDisposeScope();
    manual_seed(2);
    using var model = nn.Sequential(
        ("hidden", nn.Linear(Inputs, 64)), ("relu", nn.ReLU()), ("output", nn.Linear(64, 4)));
    var report = model.ToLowPrecision(recipe, seed: 42);
    using var optimizer = optim.Adam(model.parameters(), lr: 0.01);
    for (int step = 0; step < Steps; step++)
    {
        using var stepScope = NewDisposeScope();
        int from = step * Batch % Rows;
        model.SetStep((uint)step);
        optimizer.zero_grad();
        nn.functional.mse_loss(model.call(x[from..(from + Batch)]), y[from..(from + Batch)]).backward();
        model.ThrowIfBackwardFailed();
        optimizer.step();
    }
    using var evaluation = no_grad();
    return (nn.functional.mse_loss(model.call(x), y).item<float>(), report);
}
