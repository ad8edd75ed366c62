using static TorchSharp.torch;

namespace LowBit.Studies;

/// <summary>To say what an image shows.</summary>
sealed class ImageTask : LearningTask
{
    const int EvaluationBatch = 500;

    readonly Func<nn.Module<Tensor, Tensor>> _model;
    readonly ImagePixels _train, _test;
    readonly ExampleOrder _order;

    /// <param name="name">For tables and results.</param>
    /// <param name="train">Images to learn from.</param>
    /// <param name="test">Images held out.</param>
    /// <param name="model">Makes the model.</param>
    /// <param name="size">Batches and epochs.</param>
    public ImageTask(string name, ImageSet train, ImageSet test, Func<nn.Module<Tensor, Tensor>> model, ImageTaskSize size)
    {
        (Name, _model, StepCost) = (name, model, size.StepCost);
        (train, test) = (train.First(size.TrainImages), test.First(size.TestImages));
        var scale = PixelScale.Of(train);
        (_train, _test) = (new(train, scale), new(test, scale));
        _order = new(train.Count, size.BatchSize);
        StepCount = size.EpochCount * _order.StepsPerEpoch;
        Description = $"{train.Count:N0} images to learn from, {test.Count:N0} held out; {size.BatchSize} a batch, {size.EpochCount} {(size.EpochCount == 1 ? "epoch" : "epochs")}, {StepCount:N0} updates.";
    }

    public override string Name { get; }

    public override string Description { get; }

    public override int StepCount { get; }

    public override double StepCost { get; }

    public override Measures Chance => new()
    {
        [Measures.Accuracy] = 100.0 / ImageSet.ClassCount,
        [Measures.Loss] = Math.Log(ImageSet.ClassCount),
    };

    public override nn.Module<Tensor, Tensor> MakeModel() => _model();

    public override (Tensor Input, Tensor Target) Batch(ulong seed, int step) => _train.Take(_order.Batch(seed, step));

    public override Measures Evaluate(nn.Module<Tensor, Tensor> model)
    {
        long right = 0;
        double loss = 0;
        for (int from = 0; from < _test.Count; from += EvaluationBatch)
        {
            using var scope = NewDisposeScope();
            var (input, target) = _test.Slice(from, Math.Min(EvaluationBatch, _test.Count - from));
            var logits = model.call(input);
            right += logits.argmax(1).eq(target).sum().item<long>();
            loss += Loss(logits, target).item<float>() * target.shape[0];
        }
        return new() { [Measures.Accuracy] = 100.0 * right / _test.Count, [Measures.Loss] = loss / _test.Count };
    }
}
