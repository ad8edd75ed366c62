using LowBit.Neural;
using LowBit.Numerics;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LowBit.Interop.Tests;

/// <summary>Resumed is uninterrupted, bit for bit; and what does not fit changes nothing.</summary>
[Collection(AloneCollection.Name)] // libtorch's default generator is the process's
public class CheckpointTests
{
    static readonly Dictionary<string, Func<IEnumerable<Parameter>, optim.Optimizer>> Optimizers = new()
    {
        ["adamw"] = parameters => optim.AdamW(parameters, lr: 0.01, weight_decay: 0.1),
        ["amsgrad"] = parameters => optim.AdamW(parameters, lr: 0.01, amsgrad: true),
        ["groups"] = parameters => optim.AdamW(
        [
            new AdamW.ParamGroup { Parameters = parameters.Take(1), Options = new() { LearningRate = 0.02 } },
            new AdamW.ParamGroup { Parameters = parameters.Skip(1), Options = new() { weight_decay = 0.2 } },
        ]),
        ["adam"] = parameters => optim.Adam(parameters, lr: 0.01),
        ["nadam"] = parameters => optim.NAdam(parameters, lr: 0.01),
        ["sgd"] = parameters => optim.SGD(parameters, 0.05),
        ["momentum"] = parameters => optim.SGD(parameters, 0.05, momentum: 0.9),
        ["rmsprop"] = parameters => optim.RMSProp(parameters, 0.01, momentum: 0.5, centered: true),
        ["adagrad"] = parameters => optim.Adagrad(parameters, 0.01),
        ["asgd"] = parameters => optim.ASGD(parameters, 0.01),
        ["rprop"] = parameters => optim.Rprop(parameters, 0.01),
    };

    public static TheoryData<string, string> Runs =>
    [
        .. AllRecipes.Names.Select(name => (Recipe: (string)name.Data, Optimizer: "adamw")),
        .. Optimizers.Keys.Select(optimizer => (Recipe: "int8", Optimizer: optimizer)),
    ];

    [Theory]
    [MemberData(nameof(Runs))]
    public void ResumedIsUninterrupted(string recipe, string optimizer)
    {
        TorchPeer.LoadOrSkip();
        using var folder = new TemporaryFolder();
        string path = folder.At("c");
        using var through = Training(recipe, optimizer);
        manual_seed(7);
        through.Train(5);
        through.Save(path);
        through.Train(5);
        string[] expected = through.Bits;

        manual_seed(8);
        using var resumed = Training(recipe, optimizer);
        resumed.Train(2); // what was there before leaves no trace
        var progress = resumed.Load(path);
        Assert.Equal((5u, NeuralSamples.Seed, "3 of 7"), (progress.Step, progress.Seed, progress.Entries["epoch"]));
        resumed.Train(5);
        Assert.Equal(expected, resumed.Bits);
        Assert.Equal([path], folder.Files);
    }

    [Fact]
    public void FreshOptimizerTakesStateOver()
    {
        TorchPeer.LoadOrSkip();
        using var folder = new TemporaryFolder();
        using var through = Training("int8", "momentum");
        through.Train(3);
        through.Save(folder.At("c"));
        using var resumed = Training("int8", "momentum"); // without a step it has no momentum
        resumed.Load(folder.At("c"));
        Assert.Equal(through.Bits, resumed.Bits);
    }

    [Fact]
    public void OptionsOfTheCheckpointWin()
    {
        TorchPeer.LoadOrSkip();
        using var folder = new TemporaryFolder();
        using var training = Training("int8", "adamw");
        training.Save(folder.At("c"));
        using var other = new CheckpointedTraining(Recipes.Int8, parameters => optim.AdamW(parameters, lr: 0.5));
        other.Load(folder.At("c"));
        Assert.Equal(0.01, other.Optimizer.ParamGroups.Single().LearningRate);
    }

    [Fact]
    public void OptimizerWhoseStateIsNotKnownIsRefused()
    {
        TorchPeer.LoadOrSkip();
        using var model = nn.Linear(2, 2);
        using var optimizer = optim.LBFGS(model.parameters());
        Assert.Throws<NotSupportedException>(() => new TorchOptimizerState(optimizer));
    }

    [Fact]
    public void SameStateGivesSameFile()
    {
        TorchPeer.LoadOrSkip();
        using var folder = new TemporaryFolder();
        using var training = Training("mxfp4", "adamw");
        training.Train(2);
        training.Save(folder.At("a"));
        training.Save(folder.At("b"));
        Assert.Equal(File.ReadAllBytes(folder.At("a")), File.ReadAllBytes(folder.At("b")));
    }

    [Fact]
    public void NonFiniteWeightIsRefusedAndTheOldFileStays()
    {
        TorchPeer.LoadOrSkip();
        using var folder = new TemporaryFolder();
        string path = folder.At("c");
        using var training = Training("int8", "adamw");
        training.Train(1);
        training.Save(path);
        byte[] before = File.ReadAllBytes(path);
        using (no_grad())
        using (var weight = training.Model.get_parameter("output.weight")![1, 0..2])
        {
            weight.fill_(float.NaN);
        }
        var e = Assert.Throws<CheckpointException>(() => training.Save(path));
        Assert.Contains("output.weight has 2 of 96 elements that are NaN or infinite", e.Message, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllBytes(path));
        Assert.Equal([path], folder.Files);
    }

    [Fact]
    public void InterruptedWriteLeavesTheOldFile()
    {
        using var folder = new TemporaryFolder();
        string path = folder.At("c");
        SafetensorsBytes.Small.Write(path);
        byte[] before = File.ReadAllBytes(path);
        var e = Assert.Throws<SafetensorsException>(() => new SafetensorsFile(
            new EndsInTheMiddle(SafetensorsBytes.Small.Tensors), SafetensorsBytes.Small.Metadata).Write(path));
        Assert.Contains("the disk is full", e.Message, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllBytes(path));
        Assert.Equal([path], folder.Files);
    }

    [Fact]
    public void CheckpointThatIsCutOrAlteredChangesNothing()
    {
        TorchPeer.LoadOrSkip();
        using var folder = new TemporaryFolder();
        string path = folder.At("c");
        using var training = Training("int8", "adamw");
        training.Train(2);
        training.Save(path);
        byte[] whole = File.ReadAllBytes(path);
        training.Train(2);
        string[] before = training.Bits;
        int[] places = [.. Enumerable.Range(0, 60).Select(i => (int)((long)i * whole.Length / 60))];
        foreach (int place in places)
        {
            File.WriteAllBytes(path, whole[..place]);
            Assert.Throws<CheckpointException>(() => training.Load(path));
            byte[] altered = [.. whole];
            altered[place] ^= 1;
            File.WriteAllBytes(path, altered);
            Assert.Throws<CheckpointException>(() => training.Load(path));
        }
        Assert.Throws<CheckpointException>(() => training.Load(folder.At("none")));
        Assert.Equal(before, training.Bits);
    }

    [Fact]
    public void CheckpointOfAnotherTrainingChangesNothing()
    {
        TorchPeer.LoadOrSkip();
        using var folder = new TemporaryFolder();
        string path = folder.At("c");
        using (var training = Training("int8", "adamw"))
        {
            training.Save(path);
        }
        AssertRefused(Training("mxfp8", "adamw"), "It is of recipe int8 (");
        AssertRefused(Training("int8", "adamw", seed: 5), "It is of seed 42; layer 0 of the model has seed 5.");
        AssertRefused(Training("int8", "adamw", hidden: 25), "hidden.weight is F32 [24 × 16] in the file and F32 [25 × 16] in the model.");
        AssertRefused(Training("int8", "adam"), "optimizer: Adam.groups.0 is missing.");

        void AssertRefused(CheckpointedTraining other, string words)
        {
            using (other)
            {
                other.Train(1);
                string[] before = other.Bits;
                var e = Assert.Throws<CheckpointException>(() => other.Load(path));
                Assert.Contains(words, e.Message, StringComparison.Ordinal);
                Assert.DoesNotContain('\n', e.Message);
                Assert.Equal(before, other.Bits);
            }
        }
    }

    [Fact]
    public void MissingAndExtraTensorsChangeNothing()
    {
        TorchPeer.LoadOrSkip();
        using var folder = new TemporaryFolder();
        string path = folder.At("c");
        using var model = nn.Sequential(("a", nn.Linear(2, 2)), ("b", nn.Linear(2, 2)));
        using var longer = nn.Sequential(("a", nn.Linear(2, 2)), ("b", nn.Linear(2, 2)), ("c", nn.Linear(2, 2)));
        var (two, three) = (new Counters(2), new Counters(3));
        TrainingCheckpoint.Save(path, model, Recipes.Identity, new(1, 1), new NamedState("n", two));
        Assert.Contains("The file has no c.weight and 1 more.", Fault(longer, new NamedState("n", two)), StringComparison.Ordinal);
        Assert.Contains("It has state of n, which was not given", Fault(model), StringComparison.Ordinal);
        Assert.Contains("m and the file do not both have 0", Fault(model, new NamedState("n", two), new NamedState("m", new Counters(1))), StringComparison.Ordinal);
        Assert.Contains("n and the file do not both have 2", Fault(model, new NamedState("n", three)), StringComparison.Ordinal);
        Assert.Contains("n: no", Fault(model, new NamedState("n", new Counters(2) { Refuses = true })), StringComparison.Ordinal);
        TrainingCheckpoint.Save(path, longer, Recipes.Identity, new(1, 1), new NamedState("n", two));
        Assert.Contains("The model has no c.weight and 1 more.", Fault(model, new NamedState("n", two)), StringComparison.Ordinal);

        string Fault(nn.Module target, params NamedState[] sources) =>
            Assert.Throws<CheckpointException>(() => TrainingCheckpoint.Load(path, target, Recipes.Identity, sources)).Message;
    }

    [Fact]
    public void SourceThatRefusesUndoesTheOthers()
    {
        TorchPeer.LoadOrSkip();
        using var folder = new TemporaryFolder();
        using var model = nn.Linear(2, 2);
        var (first, second) = (new Counters(2), new Counters(2));
        NamedState[] sources = [new("first", first), new("second", second)];
        first.Values[0] = 7;
        TrainingCheckpoint.Save(folder.At("c"), model, Recipes.Identity, new(1, 1), sources);
        (first.Values[0], second.Refuses) = (8, true);
        Assert.Throws<CheckpointException>(() => TrainingCheckpoint.Load(folder.At("c"), model, Recipes.Identity, sources));
        Assert.Equal(8, first.Values[0]);
        second.Refuses = false;
        TrainingCheckpoint.Load(folder.At("c"), model, Recipes.Identity, sources);
        Assert.Equal(7, first.Values[0]);
    }

    [Fact]
    public void NamesThatCannotBeToldApartAreRefused()
    {
        TorchPeer.LoadOrSkip();
        var source = new Counters(1);
        Assert.Throws<ArgumentException>(() => new NamedState("model", source));
        Assert.Throws<ArgumentException>(() => new NamedState("a.b", source));
        using var model = nn.Linear(2, 2);
        Assert.Throws<ArgumentException>(() => TrainingCheckpoint.Save(
            "c", model, Recipes.Identity, new(1, 1), new NamedState("a", source), new NamedState("a", source)));
    }

    [Fact]
    public void AnySettingOfARecipeIsInItsFingerprint()
    {
        var x = Quantizers.Integer(8, new PerRow());
        Recipe Of(Quantizer quantizer) => new("r", new() { XForward = Slot.Of(quantizer) });
        Recipe[] recipes =
        [
            Of(x), Of(x with { Granularity = new PerTensor() }), Of(x with { Granularity = new PerGroup(32) }), Of(x with { Granularity = new PerGroup(64) }),
            Of(x with { Rounding = LowBit.Numerics.RoundingMode.Stochastic }), Of(Quantizers.Integer(7, new PerRow())),
            Of(x with { Scale = x.Scale! with { Gain = 0.75 } }), Of(x with { Scale = null }),
            Of(x) with { Name = "s" }, Of(x) with { Overrides = [new("a", null)] }, Of(x) with { Overrides = [new("b", null)] },
            Of(x) with { Policy = new() { WForward = Slot.Of(x) } },
            .. AllRecipes.Names.Select(name => AllRecipes.Named(name.Data)),
        ];
        string[] hashes = [.. recipes.Select(CheckpointContent.FingerprintOf)];
        Assert.Equal(hashes.Length, hashes.Distinct().Count());
        Assert.Equal(hashes[0], CheckpointContent.FingerprintOf(Of(Quantizers.Integer(8, new PerRow()))));
    }

    static CheckpointedTraining Training(string recipe, string optimizer, int hidden = 24, ulong seed = NeuralSamples.Seed) =>
        new(AllRecipes.Named(recipe), Optimizers[optimizer], hidden, seed);

    /// <summary>Numbers as state.</summary>
    sealed class Counters(int count) : IStateSource
    {
        public byte[] Values { get; } = new byte[count];

        public bool Refuses { get; set; }

        public IEnumerable<StateTensor> SaveState() =>
            Values.Select((value, i) => new StateTensor($"{i}", StateElement.U8, [1], [value]));

        public void LoadState(IReadOnlyDictionary<string, StateTensor> state)
        {
            if (Refuses)
            {
                throw new StateException("no");
            }
            foreach (var (name, tensor) in state)
            {
                Values[int.Parse(name, System.Globalization.CultureInfo.InvariantCulture)] = tensor.Data[0];
            }
        }
    }

    /// <summary>Tensors that can be listed once; then, in the middle, the disk is full.</summary>
    sealed class EndsInTheMiddle(IReadOnlyList<StateTensor> tensors) : IReadOnlyList<StateTensor>
    {
        int _listed;

        public int Count => tensors.Count;

        public StateTensor this[int index] => tensors[index];

        public IEnumerator<StateTensor> GetEnumerator()
        {
            bool isListing = _listed++ == 0;
            for (int i = 0; i < tensors.Count; i++)
            {
                yield return isListing || i < 2 ? tensors[i] : throw new IOException("the disk is full");
            }
        }

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
