namespace LowBit.Studies;

/// <summary>How much an image task takes.</summary>
/// <param name="TrainImages">At most as many images to learn from.</param>
/// <param name="TestImages">At most as many held out.</param>
/// <param name="BatchSize">Images of an update.</param>
/// <param name="EpochCount">How often each image is seen.</param>
/// <param name="StepCost">Work of an update, for the time that is left; that of the small MLP is 1.</param>
readonly record struct ImageTaskSize(int TrainImages, int TestImages, int BatchSize, int EpochCount, double StepCost);
