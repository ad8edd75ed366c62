namespace LowBit.Boosting;

/// <summary>Gradients and hessians of one round: one array an output, as the objective computed them.</summary>
sealed class GradientBuffers
{
    public GradientBuffers(int outputCount, int rowCount, bool isUnit, double[]? unitWeights)
    {
        IsUnit = isUnit && unitWeights is null;
        Gradients = Allocate(outputCount, rowCount);
        Hessians = isUnit ? [] : Allocate(outputCount, rowCount);
        WeightHessians = isUnit && unitWeights is not null ? Array.ConvertAll(unitWeights, weight => (float)weight) : null;
    }

    /// <summary>Every hessian is 1 and is stored nowhere.</summary>
    public bool IsUnit { get; }

    /// <summary>[outputs][rows].</summary>
    public float[][] Gradients { get; }

    /// <summary>[outputs][rows] where the objective computes them, else empty.</summary>
    public float[][] Hessians { get; }

    /// <summary>[rows] the weights, where they are the hessians.</summary>
    public float[]? WeightHessians { get; }

    /// <summary>Hessians of one output [rows]; empty: all 1.</summary>
    public ReadOnlySpan<float> HessiansOf(int output) => IsUnit ? [] : WeightHessians ?? Hessians[output];

    static float[][] Allocate(int outputCount, int rowCount)
    {
        var buffers = new float[outputCount][];
        for (int output = 0; output < outputCount; output++)
        {
            buffers[output] = GC.AllocateUninitializedArray<float>(rowCount, pinned: true);
        }
        return buffers;
    }
}
