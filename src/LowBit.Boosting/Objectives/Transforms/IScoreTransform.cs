namespace LowBit.Boosting;

/// <summary>The way from raw scores to predictions; all that a loaded model needs of its objective.</summary>
public interface IScoreTransform
{
    /// <summary>The model file's <c>objective=</c> line in LightGBM's words, or null for a custom loss (raw scores).</summary>
    string? ModelText { get; }

    /// <summary>Raw scores a row, and trees a round: 1, or the number of classes.</summary>
    int OutputCount { get; }

    /// <summary>Raw scores to predictions (probability, rate, …), in place. Called from several threads.</summary>
    /// <param name="scores">
    /// in: raw scores of whole rows [rows × OutputCount], row-major; out: their predictions. What a row gets depends on
    /// that row alone.
    /// </param>
    void Transform(Span<double> scores);
}
