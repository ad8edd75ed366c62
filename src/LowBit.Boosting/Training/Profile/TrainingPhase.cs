namespace LowBit.Boosting;

/// <summary>What training does at a time.</summary>
public enum TrainingPhase
{
    /// <summary>None of the others: bags, metrics, checkpoints, conversion of trees.</summary>
    Other,

    /// <summary>Gradients and hessians from scores, and their largest magnitudes.</summary>
    Gradients,

    /// <summary>Gradients to levels, and the root's rows.</summary>
    Quantize,

    /// <summary>Sums of levels by bin.</summary>
    Histogram,

    /// <summary>Sums of workers added up, the sibling's by subtraction, and the best split of each feature.</summary>
    Search,

    /// <summary>Rows of a split leaf moved to its children.</summary>
    Partition,

    /// <summary>Leaf values from gradients of full precision.</summary>
    Refit,

    /// <summary>Leaf values added to scores.</summary>
    Scores,

    /// <summary>The calling thread is done with its part and waits for the other workers.</summary>
    Waiting,
}
