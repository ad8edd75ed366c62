using LowBit.Neural;
using static TorchSharp.torch;

namespace LowBit.Studies;

/// <summary>How many codes of weights an update changes, and what the loss is halfway.</summary>
sealed class DqtWatch : ITrainingWatch
{
    /// <summary>Share of the codes that one update changes, in percent; a mean over the second half of a training.</summary>
    public const string FlipRate = "flips %";

    /// <summary>The held-out loss after half of the updates.</summary>
    public const string HalfwayLoss = "held-out loss halfway";

    const int LooksAtFlips = 10;

    readonly List<double> _rates = [];
    WeightCodes? _before;
    double? _halfway;

    public Measures Measures
    {
        get
        {
            var measures = new Measures();
            if (_halfway is { } loss)
            {
                measures[HalfwayLoss] = loss;
            }
            if (_rates.Count > 0)
            {
                measures[FlipRate] = 100 * _rates.Average();
            }
            return measures;
        }
    }

    public void Look(Training training, int step)
    {
        int half = training.Task.StepCount / 2, every = Math.Max(2, half / LooksAtFlips);
        if (step + 1 == half)
        {
            _halfway = training.Evaluate()[Measures.Loss];
        }
        int place = (step + 1 - half) % every;
        if (step + 1 > half && place == 0)
        {
            _before = WeightCodes.Of(training.Model);
        }
        else if (step + 1 > half && place == 1 && ChangedBy(training.Model) is { } rate)
        {
            _rates.Add(rate);
        }
    }

    // Of the last update.
    double? ChangedBy(nn.Module model)
    {
        var resting = new RestingWeights(model);
        return resting.Stores.Count > 0 ? resting.FlipRate
            : _before is not null && WeightCodes.Of(model) is { } after ? after.ChangedSince(_before) : null;
    }
}
