namespace LowBit.Boosting;

/// <summary>The learning rate of each round, a function of the options and the round alone.</summary>
sealed class LearningRates(BoosterOptions options)
{
    /// <param name="round">Counted from 0, from the start of the model.</param>
    public double Of(int round)
    {
        if (options.Boosting == BoostingMode.RandomForest)
        {
            return 1; // trees of an average are whole
        }
        return options.LearningRates is { Count: > 0 } rates ? rates[Math.Min(round, rates.Count - 1)] : Decayed(round);
    }

    /// <summary>Product by product, so that the same round has the same bits everywhere.</summary>
    double Decayed(int round)
    {
        double rate = options.LearningRate;
        int steps = options.LearningRateDecay == 1 ? 0 : round / options.LearningRateDecayFreq;
        for (int step = 0; step < steps; step++)
        {
            rate *= options.LearningRateDecay;
        }
        return rate;
    }
}
