using static TorchSharp.torch;

namespace LowBit.Studies;

/// <summary>To say which character comes next.</summary>
/// <param name="text">The text.</param>
/// <param name="shape">The model.</param>
/// <param name="batchSize">Windows of an update.</param>
/// <param name="stepCount">Updates.</param>
/// <param name="evaluationWindows">Windows of the held-out part that are evaluated.</param>
sealed class TextTask(CharacterText text, CharacterShape shape, int batchSize, int stepCount, int evaluationWindows) : LearningTask
{
    const int EvaluationBatch = 50;

    // Windows start at every character of the training part; an epoch is never finished.
    readonly ExampleOrder _order = new(text.TrainCount - shape.Context, batchSize);
    readonly Tensor _codes = tensor(Array.ConvertAll(text.Codes, code => (long)code));

    public override string Name => "characters";

    public override string Description { get; } =
        $"{text.TrainCount:N0} characters to learn from, {evaluationWindows * shape.Context:N0} held out, alphabet of {text.Alphabet.Length}; "
        + $"model of {shape.LayerCount} layers × {shape.Width}, context {shape.Context}; {batchSize} windows a batch, {stepCount:N0} updates.";

    public override int StepCount => stepCount;

    public override double StepCost => 40;

    public override Measures Chance => new() { [Measures.Loss] = text.UniformLoss };

    public override nn.Module<Tensor, Tensor> MakeModel() => new CharacterModel(shape);

    public override (Tensor Input, Tensor Target) Batch(ulong seed, int step) => Windows(_order.Batch(seed, step));

    public override Measures Evaluate(nn.Module<Tensor, Tensor> model)
    {
        double loss = 0;
        for (int from = 0; from < evaluationWindows; from += EvaluationBatch)
        {
            using var scope = NewDisposeScope();
            long[] starts = [.. Enumerable.Range(from, Math.Min(EvaluationBatch, evaluationWindows - from))
                .Select(i => (long)text.TrainCount + ((long)i * shape.Context))];
            var (input, target) = Windows(starts);
            loss += Loss(model.call(input), target).item<float>() * starts.Length;
        }
        return new() { [Measures.Loss] = loss / evaluationWindows };
    }

    (Tensor Input, Tensor Target) Windows(ReadOnlySpan<long> starts)
    {
        using var scope = NewDisposeScope();
        var places = tensor(starts.ToArray()).unsqueeze(1) + arange(shape.Context + 1);
        var windows = _codes.take(places);
        return (windows.narrow(1, 0, shape.Context).MoveToOuterDisposeScope(), windows.narrow(1, 1, shape.Context).MoveToOuterDisposeScope());
    }
}
