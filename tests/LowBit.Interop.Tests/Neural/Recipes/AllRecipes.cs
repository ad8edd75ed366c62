using LowBit.Neural;

namespace LowBit.Interop.Tests;

/// <summary>Every recipe of the library, by name.</summary>
static class AllRecipes
{
    static readonly Recipe[] All =
    [
        LowBit.Neural.Recipes.Identity, LowBit.Neural.Recipes.Int8, LowBit.Neural.Recipes.MxFp8, LowBit.Neural.Recipes.MxFp4, LowBit.Neural.Recipes.BitNetB158,
        LowBit.Neural.Recipes.Fp8, LowBit.Neural.Recipes.NvFp4Forward, LowBit.Neural.Recipes.LearnedStep(8),
        LowBit.Neural.Recipes.StatQuant(5, StatQuantGradient.PerTensor), LowBit.Neural.Recipes.StatQuant(5, StatQuantGradient.PerSample),
        LowBit.Neural.Recipes.StatQuant(5, StatQuantGradient.BlockHouseholder),
    ];

    public static TheoryData<string> Names => [.. All.Select(recipe => recipe.Name)];

    public static Recipe Named(string name) => All.Single(recipe => recipe.Name == name);
}
