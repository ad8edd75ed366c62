using LowBit.Neural;
using LowBit.Numerics;

namespace LowBit.Studies;

/// <summary>What weights at rest weigh, and what ternary inference makes of them.</summary>
static class DqtProbe
{
    /// <summary>Bytes of codes and scales of the linear layers, in bits a weight.</summary>
    public const string BitsPerWeight = "bits a linear weight";

    /// <summary>The held-out loss with ternary numbers of the trained weights.</summary>
    public const string TernaryLoss = "held-out loss, ternary inference";

    /// <summary>Nothing where no weight rests; ternary inference where weights have more levels than three.</summary>
    public static Measures Measure(Training training)
    {
        var resting = new RestingWeights(training.Model);
        if (resting.Stores.Count == 0)
        {
            return [];
        }
        var measures = new Measures { [BitsPerWeight] = 8.0 * sizeof(float) * resting.ByteCount / resting.FloatByteCount };
        if (resting.Stores[0].Store.Storage.Quantizer!.Format is IntegerFormat)
        {
            measures[TernaryLoss] = Ternary(training, resting)[Measures.Loss];
        }
        return measures;
    }

    static Measures Ternary(Training training, RestingWeights resting)
    {
        using var twin = training.Task.MakeModel();
        using (resting.Wake())
        {
            twin.load_state_dict(training.Model.state_dict());
        }
        twin.ToLowPrecision(Recipes.BitNetB158, training.Seed);
        twin.eval();
        using var off = TorchSharp.torch.no_grad();
        return training.Task.Evaluate(twin);
    }
}
