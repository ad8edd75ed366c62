using LowBit.Neural;
using TorchSharp.Modules;
using static LowBit.Interop.Tests.NeuralSamples;
using static TorchSharp.torch;

namespace LowBit.Interop.Tests;

/// <summary>Weights that rest as codes and state of few bits are in checkpoints and ledgers as they are held.</summary>
public class RestingCheckpointTests
{
    [Theory]
    [InlineData("dqt-ternary", StateFormat.Int8)]
    [InlineData("dqt-8", StateFormat.BFloat16)]
    [InlineData("int8", StateFormat.Int4)]
    [InlineData("int8", StateFormat.Float32)]
    public void ResumedIsUninterrupted(string recipe, StateFormat format)
    {
        TorchPeer.LoadOrSkip();
        using var folder = new TemporaryFolder();
        string path = folder.At("c");
        using var through = new Run(recipe, format);
        through.Train(0, 5);
        TrainingCheckpoint.Save(path, through.Model, through.Recipe, new(5, Seed), through.State);
        through.Train(5, 10);
        using var resumed = new Run(recipe, format);
        resumed.Train(0, 2);
        resumed.Train(TrainingCheckpoint.Load(path, resumed.Model, resumed.Recipe, resumed.State).Step, 10);
        Assert.Equal(through.Bits, resumed.Bits);
    }

    [Fact]
    public void CodesAreInTheFileAndPlaceholdersAreNot()
    {
        TorchPeer.LoadOrSkip();
        using var folder = new TemporaryFolder();
        using var run = new Run("dqt-ternary", StateFormat.Int8);
        TrainingCheckpoint.Save(folder.At("c"), run.Model, run.Recipe, new(0, Seed), run.State);
        var tensors = SafetensorsFile.Read(folder.At("c")).Tensors;
        Assert.DoesNotContain("model.a.weight", tensors.Select(tensor => tensor.Name));
        var codes = tensors.Single(tensor => tensor.Name == "weights.weights.a.weight.codes");
        Assert.Equal(((64 * 96) + 4) / 5, codes.Data.Length);
        Assert.InRange(new FileInfo(folder.At("c")).Length, 0, 45_000); // float32 weights and moments take 112 kB
    }

    [Fact]
    public void LedgerCountsCodes()
    {
        TorchPeer.LoadOrSkip();
        using var run = new Run("dqt-ternary", StateFormat.Int8);
        var ledger = ByteLedger.Of(run.Model, run.State);
        const int weights = (64 * 96) + (96 * 32), biases = 96 + 32;
        // five codes a byte, two scales, two placeholders, biases
        Assert.Equal(1229 + 615 + 8 + 8 + (4 * biases), ledger.BytesOf(ByteKind.Weights));
        Assert.Equal(run.Optimizer.StateByteCount, ledger.BytesOf(ByteKind.OptimizerState));
        Assert.Equal(12 * (weights + biases), ledger.FloatBytes);
    }

    [Fact]
    public void MonitorLooksPastPlaceholders()
    {
        TorchPeer.LoadOrSkip();
        using var run = new Run("dqt-ternary", StateFormat.Int8);
        using var monitor = PrecisionMonitor.Attach(run.Model, every: 1);
        run.Train(0, 2);
        monitor.ThrowIfNonFinite();
        Assert.Contains(monitor.Latest, one => one.Layer == "a" && one.Slot == GemmSlot.WForward);
    }

    sealed class Run : IDisposable
    {
        public Run(string recipe, StateFormat format)
        {
            Recipe = recipe switch { "dqt-ternary" => Recipes.DqtTernary, "dqt-8" => Recipes.Dqt(8), _ => Recipes.Int8 };
            Model = nn.Sequential(("a", nn.Linear(64, 96)), ("relu", nn.ReLU()), ("b", nn.Linear(96, 32)));
            using (no_grad())
            {
                foreach (var (parameter, i) in Model.parameters().Select((p, i) => (p, i)))
                {
                    using var values = Normal(10 + i, parameter.shape) / 8;
                    parameter.copy_(values);
                }
            }
            Model.ToLowPrecision(Recipe, Seed);
            Optimizer = new(Model.parameters(), new() { LearningRate = 0.01, State = format, Seed = Seed });
        }

        public Recipe Recipe { get; }

        public Sequential Model { get; }

        public LowPrecisionAdamW Optimizer { get; }

        public NamedState[] State => [new("optimizer", Optimizer)];

        public string[] Bits =>
        [
            .. new RestingWeights(Model).SaveState().Concat(Optimizer.SaveState()).Select(tensor => Convert.ToHexString(tensor.Data)),
            .. new ModelState(Model).Save().Select(tensor => Convert.ToHexString(tensor.Data)),
        ];

        public void Train(uint first, uint end)
        {
            for (uint step = first; step < end; step++)
            {
                using var scope = NewDisposeScope();
                Model.SetStep(step);
                Optimizer.zero_grad();
                nn.functional.mse_loss(Model.call(Normal(1000 + step, 32, 64)), Normal(2000 + step, 32, 32)).backward();
                Model.ThrowIfBackwardFailed();
                Optimizer.step();
            }
        }

        public void Dispose()
        {
            Optimizer.Dispose();
            Model.Dispose();
        }
    }
}
