namespace LowBit.Neural;

enum EstimatorKind
{
    StraightThrough,
    Clipped,
    Trust,
    LearnedStep,
}
