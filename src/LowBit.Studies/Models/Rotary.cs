using static TorchSharp.torch;

namespace LowBit.Studies;

/// <summary>Rotary positions: pairs of features turn by position · 10,000^(−2i / width).</summary>
sealed class Rotary : nn.Module<Tensor, Tensor>
{
    const double Base = 10_000;

    readonly Tensor cosine, sine; // [positions × width / 2]

    public Rotary(int positions, int width) : base(nameof(Rotary))
    {
        cosine = Table(positions, width / 2, Math.Cos);
        sine = Table(positions, width / 2, Math.Sin);
        RegisterComponents();
    }

    /// <param name="input">[… × positions × width]; fewer positions than the table has are the first ones.</param>
    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        long count = input.shape[^2], half = input.shape[^1] / 2;
        var (a, b) = (input.narrow(-1, 0, half), input.narrow(-1, half, half));
        var (c, s) = (cosine.narrow(0, 0, count), sine.narrow(0, 0, count));
        return cat([(a * c) - (b * s), (a * s) + (b * c)], -1).MoveToOuterDisposeScope();
    }

    static Tensor Table(int positions, int pairs, Func<double, double> function)
    {
        var values = new float[positions * pairs];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = (float)function(i / pairs * Math.Pow(Base, -(double)(i % pairs) / pairs));
        }
        return tensor(values, [positions, pairs]).DetachFromDisposeScope();
    }
}
