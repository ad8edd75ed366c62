using LowBit.Neural;
using LowBit.Numerics;
using TorchSharp;
using static LowBit.Interop.Tests.NeuralSamples;
using static TorchSharp.torch;

namespace LowBit.Interop.Tests;

/// <summary>Bytes are those of storages, each once.</summary>
public class ByteLedgerTests
{
    [Fact]
    public void EveryKindIsCounted()
    {
        TorchPeer.LoadOrSkip();
        using var scope = NewDisposeScope();
        using var model = nn.Sequential(("a", nn.Linear(8, 16)), ("norm", nn.BatchNorm1d(16)), ("b", nn.Linear(16, 4)));
        model.ToLowPrecision(Recipes.Int8, 1);
        using var optimizer = optim.AdamW(model.parameters());
        NamedState[] state = [new("optimizer", new TorchOptimizerState(optimizer))];
        Assert.Equal(0, ByteLedger.Of(model).BytesOf(ByteKind.Gradients));
        model.call(Normal(1, 32, 8)).sum().backward();
        optimizer.step();
        var ledger = ByteLedger.Of(model, state);

        const int parameters = (8 * 16) + 16 + 32 + (16 * 4) + 4, buffers = (2 * 16 * 4) + 8;
        Assert.Equal((4 * parameters) + buffers, ledger.BytesOf(ByteKind.Weights));
        Assert.Equal(4 * parameters, ledger.BytesOf(ByteKind.Gradients));
        Assert.Equal(2 * 4 * parameters, ledger.BytesOf(ByteKind.OptimizerState));
        long saved = model.modules().OfType<LowPrecisionLayer>().Sum(layer => layer.SavedBytes);
        Assert.Equal(saved, ledger.BytesOf(ByteKind.SavedActivations));
        Assert.Equal((16 * parameters) + buffers + saved, ledger.Bytes);
        Assert.Equal((16 * parameters) + buffers + (4 * 32 * (8 + 16)), ledger.FloatBytes);
        Assert.Equal(["a", "norm", "b", "optimizer"], ledger.Lines.Select(line => line.Layer).Distinct());
    }

    [Fact]
    public void StorageOfSeveralTensorsCountsOnce()
    {
        TorchPeer.LoadOrSkip();
        using var scope = NewDisposeScope();
        var all = zeros(100);
        using var model = new Buffers(("all", all), ("part", all[10..20]), ("again", all.view(10, 10)));
        Assert.Equal(400, ByteLedger.Of(model).Bytes);
        Assert.Equal(400 + 40 + 400, ByteLedger.Of(model).FloatBytes);
    }

    [Fact]
    public void ExpandedTensorCountsWhatItHolds()
    {
        TorchPeer.LoadOrSkip();
        using var scope = NewDisposeScope();
        using var model = new Buffers(("expanded", zeros(1).expand(1000, 1000)), ("view", zeros(50)[40..41]));
        Assert.Equal(4 + 200, ByteLedger.Of(model).Bytes);
        Assert.Equal((4_000_000 + 4), ByteLedger.Of(model).FloatBytes);
    }

    [Fact]
    public void SharedParameterCountsOnce()
    {
        TorchPeer.LoadOrSkip();
        using var scope = NewDisposeScope();
        using var layer = nn.Linear(10, 10, hasBias: false);
        using var model = nn.Sequential(("a", layer), ("b", new Holder(layer.weight!)));
        layer.call(Normal(1, 2, 10)).sum().backward();
        var ledger = ByteLedger.Of(model);
        Assert.Equal((800, 800), (ledger.Bytes, ledger.FloatBytes));
    }

    [Theory]
    [InlineData(ScalarType.BFloat16, 200, 400)]
    [InlineData(ScalarType.Int8, 100, 400)]
    [InlineData(ScalarType.Byte, 100, 400)]
    [InlineData(ScalarType.Int64, 800, 800)]
    public void TypesTakeWhatTheyTake(ScalarType type, long bytes, long floats)
    {
        TorchPeer.LoadOrSkip();
        using var scope = NewDisposeScope();
        using var model = new Buffers(("x", zeros(100, type)));
        var ledger = ByteLedger.Of(model);
        Assert.Equal((bytes, floats), (ledger.Bytes, ledger.FloatBytes));
    }

    [Fact]
    public void SavedInputInCodesIsCountedInCodes()
    {
        TorchPeer.LoadOrSkip();
        using var scope = NewDisposeScope();
        using var layer = Layer(new() { SavedInput = SavedInput.Codes(Quantizers.Integer(4, new PerRow())) });
        layer.call(Normal(1, 32, 40)).Dispose();
        var ledger = ByteLedger.Of(layer);
        Assert.Equal((32 * 40 / 2) + (32 * 4), ledger.BytesOf(ByteKind.SavedActivations));
        Assert.Equal(4 * 32 * 40, ledger.Lines.Single(line => line.Kind == ByteKind.SavedActivations).FloatBytes);
    }

    [Fact]
    public void SourceThatDoesNotSayCountsWhatItSaves()
    {
        TorchPeer.LoadOrSkip();
        using var model = nn.Linear(2, 2, hasBias: false);
        var ledger = ByteLedger.Of(model, new NamedState("random", new TorchRandomState()));
        Assert.True(ledger.BytesOf(ByteKind.OptimizerState) > 1000);
        Assert.Null(ledger.FloatBytes);
        Assert.EndsWith("?", ledger.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void TableHasALineForEachLayer()
    {
        TorchPeer.LoadOrSkip();
        using var model = nn.Sequential(("first", nn.Linear(100, 50)), ("relu", nn.ReLU()), ("second", nn.Linear(50, 2)));
        Assert.Equal(
            """
            bytes   weights  gradients  optimizer  saved     all  as float32
            first    20,200          0          0      0  20,200      20,200
            second      408          0          0      0     408         408
            all      20,608          0          0      0  20,608      20,608
            """,
            ByteLedger.Of(model).ToString(), ignoreLineEndingDifferences: true);
    }

    [Fact]
    public void CountingLeavesNoTensorBehind()
    {
        TorchPeer.LoadOrSkip();
        using var model = nn.Linear(8, 8);
        using (var x = Normal(1, 2, 8))
        using (var loss = model.call(x).sum())
        {
            loss.backward();
        }
        ByteLedger.Of(model);
        long before = DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount;
        ByteLedger.Of(model);
        Assert.Equal(before, DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount);
    }

    sealed class Buffers : nn.Module
    {
        public Buffers(params (string Name, Tensor Values)[] buffers)
            : base(nameof(Buffers))
        {
            foreach (var (name, values) in buffers)
            {
                register_buffer(name, values);
            }
        }
    }

    sealed class Holder : nn.Module<Tensor, Tensor>
    {
        public Holder(TorchSharp.Modules.Parameter weight)
            : base(nameof(Holder)) => register_parameter("weight", weight);

        public override Tensor forward(Tensor input) => input;
    }
}
