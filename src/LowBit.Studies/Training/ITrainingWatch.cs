namespace LowBit.Studies;

/// <summary>Looks at a training while it runs; changes nothing.</summary>
interface ITrainingWatch
{
    /// <summary>What was seen.</summary>
    Measures Measures { get; }

    /// <summary>Called after every update.</summary>
    /// <param name="training">The training.</param>
    /// <param name="step">Number of the update, from 0.</param>
    void Look(Training training, int step);
}
