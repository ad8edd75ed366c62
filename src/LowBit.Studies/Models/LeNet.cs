using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace LowBit.Studies;

/// <summary>Two convolutions of 5 × 5 with pooling behind them, then two linear layers; for grey images of 28 × 28.</summary>
static class LeNet
{
    const int Pooled = 4; // side after both: ((28 − 4) / 2 − 4) / 2

    public static Module<Tensor, Tensor> Make(int firstChannels, int secondChannels, int hidden, int classCount) => Sequential(
        ("conv1", Conv2d(1, firstChannels, 5)), ("relu1", ReLU()), ("pool1", MaxPool2d(2)),
        ("conv2", Conv2d(firstChannels, secondChannels, 5)), ("relu2", ReLU()), ("pool2", MaxPool2d(2)),
        ("flatten", Flatten()),
        ("hidden", Linear(secondChannels * Pooled * Pooled, hidden)), ("relu3", ReLU()),
        ("output", Linear(hidden, classCount)));
}
