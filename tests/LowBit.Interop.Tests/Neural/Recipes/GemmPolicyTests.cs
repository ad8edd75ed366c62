using LowBit.Neural;
using LowBit.Numerics;

namespace LowBit.Interop.Tests;

/// <summary>Policies that make no sense are refused by name; those of the library make sense.</summary>
public class GemmPolicyTests
{
    static readonly Slot Stochastic = Slot.Of(Quantizers.Range(8, new PerRow()));

    public static TheoryData<string> Names => AllRecipes.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void RecipesOfTheLibraryAreValid(string name) => AllRecipes.Named(name).Validate();

    [Fact]
    public void WhatComesFirstCannotReuse()
    {
        AssertRefused("XForward cannot reuse", new() { XForward = Slot.Reuse });
        AssertRefused("WForward cannot reuse", new() { WForward = Slot.Reuse });
        AssertRefused("GradForInput cannot reuse", new() { GradForInput = Slot.Reuse });
    }

    [Fact]
    public void ForwardSlotsAreDeterministic()
    {
        AssertRefused("XForward rounds by Stochastic", new() { XForward = Stochastic });
        AssertRefused("WForward rounds by Stochastic", new() { WForward = Stochastic });
    }

    [Fact]
    public void QuantizerThatCannotWorkAtAllIsRefused()
    {
        var affineFloats = Quantizers.Affine(8, new PerTensor()) with { Format = FloatFormats.E4M3Fn };
        AssertRefused("The quantizer of GradForWeight cannot work", new() { GradForWeight = Slot.Of(affineFloats) });
    }

    [Fact]
    public void OverridesAreValidatedToo()
    {
        var recipe = Recipes.Int8 with { Overrides = [new("head", new() { XForward = Stochastic })] };
        Assert.Throws<RecipeException>(recipe.Validate);
    }

    [Fact]
    public void FirstOverrideThatMatchesCounts()
    {
        var own = new GemmPolicy();
        var recipe = Recipes.Int8 with { Overrides = [new("*.head", own), new("block?.*", null)] };
        Assert.Same(own, recipe.PolicyOf("block1.head"));
        Assert.Null(recipe.PolicyOf("block1.fc"));
        Assert.Same(Recipes.Int8.Policy, recipe.PolicyOf("head"));
        Assert.Same(Recipes.Int8.Policy, recipe.PolicyOf("Block1.fc"));
    }

    static void AssertRefused(string message, GemmPolicy policy) =>
        Assert.Contains(message, Assert.Throws<RecipeException>(policy.Validate).Message, StringComparison.Ordinal);
}
