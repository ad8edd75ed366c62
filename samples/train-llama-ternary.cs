// Trains a small LLaMA-style language model of characters whose weights are ternary from the first step on: no float32 master.
// Run: dotnet run samples/train-llama-ternary.cs [steps]
#:project ../src/LowBit.Neural/LowBit.Neural.csproj
#:property RestorePackagesWithLockFile=false
using System.IO.Compression;
using System.Runtime.CompilerServices;
using LowBit.Neural;
using TorchSharp.Modules;
using static TorchSharp.torch;

const int Width = 64, Context = 32, Batch = 16;
int steps = args.Length > 0 ? int.Parse(args[0]) : 300;
TorchLibrary.Load();
set_num_threads(1); // more threads may add float32 numbers in another order
manual_seed(1);

string text = ReadText();
char[] alphabet = [.. text.Distinct().Order()];
using var codes = tensor(text.Select(c => (long)Array.IndexOf(alphabet, c)).ToArray());
using var model = nn.Sequential(
    ("embedding", nn.Embedding(alphabet.Length, Width)), ("block0", new Block(Width)), ("block1", new Block(Width)),
    ("head", Block.Normalized(Width, alphabet.Length)));
Console.WriteLine(model.ToLowPrecision(Recipes.DqtTernary, seed: 42));
using var optimizer = new LowPrecisionAdamW(model.parameters(), new() { LearningRate = 5e-3, Seed = 42 });
var weights = new RestingWeights(model);
Console.WriteLine($"weights at rest: {weights.ByteCount:N0} bytes, {weights.FloatByteCount:N0} in float32");

var positions = new Random(1);
for (int step = 0; step < steps; step++)
{
    using var scope = NewDisposeScope();
    model.SetStep((uint)step);
    optimizer.zero_grad();
    var loss = Loss(stack(Enumerable.Range(0, Batch).Select(_ => Piece(positions.Next((int)codes.shape[0] - Context - 1)))));
    loss.backward();
    model.ThrowIfBackwardFailed();
    optimizer.step();
    if (step % 50 == 0 || step == steps - 1)
    {
        Console.WriteLine($"step {step}: loss {loss.item<float>():F3} nat, {weights.FlipRate:P2} of the weights changed");
    }
}
Console.WriteLine(Continue("The ", 80));

Tensor Piece(int at) => codes[at..(at + Context + 1)];

Tensor Loss(Tensor pieces)
{
    var logits = model.call(pieces[.., ..^1]);
    return nn.functional.cross_entropy(logits.reshape(-1, alphabet.Length), pieces[.., 1..].reshape(-1));
}

string Continue(string start, int count)
{
    using var scope = NewDisposeScope();
    using var _ = no_grad();
    for (int i = 0; i < count; i++)
    {
        var seen = tensor(start[Math.Max(0, start.Length - Context)..].Select(c => (long)Array.IndexOf(alphabet, c)).ToArray());
        var chances = nn.functional.softmax(model.call(seen.unsqueeze(0))[0, -1] / 0.8, 0);
        start += alphabet[multinomial(chances, 1).item<long>()];
    }
    return start;
}

static string ReadText([CallerFilePath] string here = "")
{
    string path = Path.Combine(Path.GetDirectoryName(here)!, "data", "tinyshakespeare", "input.txt.gz");
    using var reader = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
    return reader.ReadToEnd();
}

// Causal attention of four heads with rotary positions, then a SwiGLU; an RMSNorm stands before each linear layer.
sealed class Block : nn.Module<Tensor, Tensor>
{
    const int HeadCount = 4;

    readonly nn.Module<Tensor, Tensor> _heads, _out, _gate, _up, _down;

    public Block(int width)
        : base(nameof(Block))
    {
        (_heads, _out) = (Normalized(width, 3 * width), Normalized(width, width));
        (_gate, _up, _down) = (Normalized(width, 2 * width), Normalized(width, 2 * width), Normalized(2 * width, width));
        RegisterComponents();
    }

    public static Sequential Normalized(int inputs, int outputs) => nn.Sequential(
        ("norm", new RmsNorm(inputs)), ("linear", nn.Linear(inputs, outputs, hasBias: false)));

    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        var parts = _heads.call(input).reshape(input.shape[0], input.shape[1], 3, HeadCount, -1).permute(2, 0, 3, 1, 4);
        var mixed = nn.functional.scaled_dot_product_attention(Turned(parts[0]), Turned(parts[1]), parts[2], is_casual: true);
        var x = input + _out.call(mixed.transpose(1, 2).reshape(input.shape));
        return (x + _down.call(nn.functional.silu(_gate.call(x)) * _up.call(x))).MoveToOuterDisposeScope();
    }

    // Pairs of features turn by position · 10,000^(−2i / width).
    static Tensor Turned(Tensor x)
    {
        long half = x.shape[^1] / 2;
        var angles = arange(x.shape[^2]).unsqueeze(1) * pow(10_000, arange(half) * (-1.0 / half));
        var (a, b) = (x[.., .., .., ..(int)half], x[.., .., .., (int)half..]);
        return cat([a * angles.cos() - b * angles.sin(), a * angles.sin() + b * angles.cos()], -1);
    }
}

// x / √(mean x² + ε) · gain
sealed class RmsNorm : nn.Module<Tensor, Tensor>
{
    readonly Parameter gain;

    public RmsNorm(int width)
        : base(nameof(RmsNorm))
    {
        gain = new(ones(width));
        RegisterComponents();
    }

    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        return (input * (input.square().mean([-1], keepdim: true) + 1e-6).rsqrt() * gain).MoveToOuterDisposeScope();
    }
}
