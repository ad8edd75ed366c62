using LowBit.Neural;
using static LowBit.Interop.Tests.NeuralSamples;
using static TorchSharp.torch;

namespace LowBit.Interop.Tests;

/// <summary>Models go to files and come back with the same bits, or nothing changes.</summary>
public class ModelFilesTests
{
    [Fact]
    public void ModelComesBackWithTheSameBits()
    {
        TorchPeer.LoadOrSkip();
        using var folder = new TemporaryFolder();
        using var scope = NewDisposeScope();
        using var model = Model(seed: 1);
        using var other = Model(seed: 2);
        model.SaveSafetensors(folder.At("m.safetensors"), new Dictionary<string, string> { ["format"] = "pt" });
        var difference = other.LoadSafetensors(folder.At("m.safetensors"));
        Assert.Empty(difference.Missing);
        Assert.Empty(difference.Unexpected);
        Assert.Equal(AllBits(model), AllBits(other));
        Assert.Equal("pt", SafetensorsFile.Read(folder.At("m.safetensors")).Metadata["format"]);
    }

    [Fact]
    public void NamesAreThoseOfTheStateDictionaryInItsOrder()
    {
        TorchPeer.LoadOrSkip();
        using var folder = new TemporaryFolder();
        using var model = Model(seed: 1);
        model.SaveSafetensors(folder.At("m.safetensors"));
        var names = SafetensorsFile.Read(folder.At("m.safetensors")).Tensors.Select(tensor => tensor.Name);
        Assert.Equal(model.state_dict().Keys, names);
        Assert.Contains("norm.num_batches_tracked", names);
    }

    [Theory]
    [InlineData(ScalarType.Float32)]
    [InlineData(ScalarType.BFloat16)]
    [InlineData(ScalarType.Float16)]
    [InlineData(ScalarType.Int8)]
    [InlineData(ScalarType.Byte)]
    [InlineData(ScalarType.Int32)]
    [InlineData(ScalarType.Int64)]
    public void EveryTypeComesBack(ScalarType type)
    {
        TorchPeer.LoadOrSkip();
        using var folder = new TemporaryFolder();
        using var scope = NewDisposeScope();
        using var model = new Holder((100 * Normal(1, 3, 5)).to_type(type).t()); // not contiguous
        using var other = new Holder(zeros(5, 3, type));
        model.SaveSafetensors(folder.At("m"));
        other.LoadSafetensors(folder.At("m"));
        Assert.True(model.Values.equal(other.Values).all().item<bool>());
    }

    [Fact]
    public void TypeThatFilesDoNotHoldIsRefused()
    {
        TorchPeer.LoadOrSkip();
        using var folder = new TemporaryFolder();
        using var model = new Holder(zeros(2, ScalarType.Float64));
        var e = Assert.Throws<SafetensorsException>(() => model.SaveSafetensors(folder.At("m")));
        Assert.Contains("values is Float64; files hold F32", e.Message, StringComparison.Ordinal);
        Assert.Empty(folder.Files);
    }

    [Fact]
    public void ExpandedTensorIsLeftOut()
    {
        TorchPeer.LoadOrSkip();
        using var folder = new TemporaryFolder();
        using var scope = NewDisposeScope();
        using var model = new Holder(zeros(1).expand(1000, 1000));
        model.register_buffer("other", ones(2));
        model.SaveSafetensors(folder.At("m"));
        Assert.Equal(["other"], SafetensorsFile.Read(folder.At("m")).Tensors.Select(tensor => tensor.Name));
        Assert.Empty(model.LoadSafetensors(folder.At("m")).Missing);
    }

    [Fact]
    public void FileThatDoesNotFitChangesNothing()
    {
        TorchPeer.LoadOrSkip();
        using var folder = new TemporaryFolder();
        using var model = Model(seed: 1);
        using var target = Model(seed: 2);
        var before = AllBits(target);
        string path = folder.At("m");
        model.SaveSafetensors(path);
        var whole = SafetensorsFile.Read(path);
        AssertRefused(whole with { Tensors = [.. whole.Tensors.Skip(1)] }, "The file has no first.weight.");
        AssertRefused(whole with { Tensors = [.. whole.Tensors.Skip(2)] }, "The file has no first.weight and 1 more.");
        AssertRefused(whole with { Tensors = [.. whole.Tensors, new("more", StateElement.U8, [1], [1])] }, "The model has no more.");
        AssertRefused(
            whole with { Tensors = [.. whole.Tensors.SkipLast(1), new(whole.Tensors[^1].Name, StateElement.I32, [], new byte[4])] },
            "norm.num_batches_tracked is I32 [] in the file and I64 [] in the model.");

        void AssertRefused(SafetensorsFile file, string words)
        {
            file.Write(path);
            var e = Assert.Throws<SafetensorsException>(() => target.LoadSafetensors(path));
            Assert.Contains(words, e.Message, StringComparison.Ordinal);
            Assert.Equal(before, AllBits(target));
        }
    }

    [Fact]
    public void CommonTensorsAreLoadedOnRequest()
    {
        TorchPeer.LoadOrSkip();
        using var folder = new TemporaryFolder();
        using var model = Model(seed: 1);
        using var target = Model(seed: 2);
        model.SaveSafetensors(folder.At("m"));
        var whole = SafetensorsFile.Read(folder.At("m"));
        (whole with { Tensors = [.. whole.Tensors.Skip(1), new("more", StateElement.U8, [1], [1])] }).Write(folder.At("m"));
        var difference = target.LoadSafetensors(folder.At("m"), StateMatch.Common);
        Assert.Equal(["first.weight"], difference.Missing);
        Assert.Equal(["more"], difference.Unexpected);
        Assert.Equal(AllBits(model)[1..], AllBits(target)[1..]);
        Assert.NotEqual(AllBits(model)[0], AllBits(target)[0]);
    }

    static TorchSharp.Modules.Sequential Model(long seed)
    {
        var model = nn.Sequential(("first", nn.Linear(4, 6)), ("norm", nn.BatchNorm1d(6)));
        using var off = no_grad();
        foreach (var (tensor, i) in model.state_dict().Values.Select((tensor, i) => (tensor, i)))
        {
            using var scope = NewDisposeScope();
            tensor.copy_((10 * Normal((100 * seed) + i, tensor.shape)).to_type(tensor.dtype));
        }
        return model;
    }

    static string[] AllBits(nn.Module model) =>
        [.. model.state_dict().Select(pair => Convert.ToHexString(TensorBytes.Copy(pair.Key, pair.Value).Data))];

    sealed class Holder : nn.Module
    {
        public Holder(Tensor values)
            : base(nameof(Holder)) => register_buffer("values", values);

        public Tensor Values => get_buffer("values")!;
    }
}
