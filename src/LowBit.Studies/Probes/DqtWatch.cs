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
        else if (place == 1 && _before is not null && WeightCodes.Of(training.Model) is { } after)
        {
            _rates.Add(after.ChangedSince(_before));
        }
    }
}
