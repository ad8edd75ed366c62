using LowBit.Neural;
using LowBit.Numerics;

namespace LowBit.Studies;

/// <summary>All six operands as int8, on digits and on characters.</summary>
sealed class Int8Study : Study
{
    public override string Name => "int8";

    public override string Question => "Does training with int8 operands in all three products end where float32 does?";

    public override string? Paper => null;

    public override DateOnly WrittenDown => Int8Claims.WrittenDown;

    public override int SeedCount => 4;

    public override IReadOnlyList<string> Deviations =>
    [
        "No paper is followed: the recipe is symmetric int8 by rows along the contracted axis, rounded to nearest even, gradients stochastically.",
        "The products are emulated: int8 values in float32 tensors. Nothing is said about speed or memory.",
        "Models are small and trainings short. A loss that builds up over many more updates would not be seen.",
    ];

    public override IReadOnlyList<Experiment> Plan(StudySettings settings) =>
    [
        new(StudyTasks.MnistMlp(settings), Arms(new(OptimizerKind.Sgd, 0.05)), Int8Claims.Digits),
        new(StudyTasks.Characters(settings, NormPlacement.BeforeBlock), Arms(new(OptimizerKind.AdamW, 2e-3, WeightDecay: 0.01)), Int8Claims.Characters),
    ];

    static IReadOnlyList<Arm> Arms(OptimizerSettings optimizer) =>
    [
        new("float32", null, optimizer),
        new("int8", Recipes.Int8, optimizer),
        new("int3", Int3, optimizer),
    ];

    // The same with seven levels.
    static Recipe Int3
    {
        get
        {
            var nearest = Slot.Of(Quantizers.Integer(3, new PerRow()));
            var stochastic = Slot.Of(Quantizers.Integer(3, new PerRow()) with { Rounding = RoundingMode.Stochastic });
            return new("int3", new()
            {
                XForward = nearest,
                WForward = nearest,
                WForInput = nearest,
                XForWeight = nearest,
                GradForInput = stochastic,
                GradForWeight = stochastic,
            });
        }
    }
}
