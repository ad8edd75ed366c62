namespace LowBit.Boosting;

/// <summary>A metric that looks at one output a class.</summary>
abstract class MulticlassMetric(string name) : PointwiseMetric(name)
{
    public static int ClassOf(double label, int classCount) => label >= 0 && label < classCount
        ? (int)label
        : throw new BadDataException(
            $"a row to be evaluated has label {label:R}; the model has the classes 0 … {classCount - 1}. Correct the row's label.");
}
