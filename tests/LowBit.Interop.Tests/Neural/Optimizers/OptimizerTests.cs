using LowBit.Neural;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LowBit.Interop.Tests;

/// <summary>What optimizers are to TorchSharp, and what they refuse.</summary>
public class OptimizerTests
{
    [Fact]
    public void SchedulersSetTheLearningRate()
    {
        TorchPeer.LoadOrSkip();
        using var p = new Parameter(zeros(3));
        using var optimizer = new LowPrecisionSgd([p], new() { LearningRate = 1 });
        var scheduler = optim.lr_scheduler.StepLR(optimizer, step_size: 1, gamma: 0.5);
        for (int i = 0; i < 3; i++)
        {
            optimizer.zero_grad();
            p.sum().backward();
            optimizer.step();
            scheduler.step();
        }
        Assert.Equal([-1.75f, -1.75f, -1.75f], p.data<float>().ToArray());
    }

    [Fact]
    public void GroupsHaveSettingsOfTheirOwn()
    {
        TorchPeer.LoadOrSkip();
        using var a = new Parameter(ones(1));
        using var b = new Parameter(ones(1));
        using var optimizer = new LowPrecisionSgd(
            [
                new SGD.ParamGroup { Parameters = [a], Options = new() },
                new SGD.ParamGroup { Parameters = [b], Options = new() { LearningRate = 0.25, weight_decay = 1 } },
            ], new() { LearningRate = 0.5 });
        (a + b).sum().backward();
        optimizer.step();
        Assert.Equal((0.5f, 0.5f), (a.item<float>(), b.item<float>()));
        Assert.Equal([0.5, 0.25], optimizer.ParamGroups.Select(group => group.LearningRate));
    }

    [Fact]
    public void GroupsCanBeAdded()
    {
        TorchPeer.LoadOrSkip();
        using var a = new Parameter(ones(1));
        using var b = new Parameter(ones(1));
        using var optimizer = new LowPrecisionAdamW([a]);
        optimizer.add_param_group(new AdamW.ParamGroup { Parameters = [b], Options = new() });
        b.sum().backward();
        optimizer.step();
        Assert.Equal((1, true), (a.item<float>(), b.item<float>() < 1));
        Assert.Equal(2, optimizer.parameters().Count());
    }

    [Fact]
    public void BetasAreThoseOfAllGroups()
    {
        TorchPeer.LoadOrSkip();
        using var p = new Parameter(ones(1));
        using var optimizer = new LowPrecisionAdamW([p], new() { Beta1 = 0.5 });
        Assert.Equal((0.5, 0.999), optimizer.Betas);
        optimizer.Betas = (0.8, 0.9);
        Assert.Equal((0.8, 0.9), ((optim.IBetas)optimizer.ParamGroups.Single()).Betas);
    }

    [Fact]
    public void TheClosureIsCalledWithGradients()
    {
        TorchPeer.LoadOrSkip();
        using var p = new Parameter(ones(1));
        using var optimizer = new LowPrecisionSgd([p], new() { LearningRate = 1 });
        using var loss = optimizer.step(() =>
        {
            var square = (p * p).sum();
            square.backward();
            return square;
        });
        Assert.Equal((1, -1), (loss.item<float>(), p.item<float>()));
    }

    [Fact]
    public void AParameterWithoutGradientStays()
    {
        TorchPeer.LoadOrSkip();
        using var p = new Parameter(ones(1));
        using var optimizer = new LowPrecisionAdamW([p]);
        optimizer.step();
        Assert.Equal(1, p.item<float>());
        Assert.Equal(new byte[8], optimizer.SaveState().First().Data);
    }

    [Fact]
    public void AParameterThatAsksForNoGradientHoldsNothingUntilOneComes()
    {
        TorchPeer.LoadOrSkip();
        using var p = new Parameter(ones(10), requires_grad: false);
        using var optimizer = new LowPrecisionAdamW([p]);
        optimizer.step();
        Assert.Equal(0, optimizer.StateByteCount);
        p.requires_grad = true;
        p.sum().backward();
        optimizer.step();
        Assert.Equal(80, optimizer.StateByteCount);
        Assert.Equal(1, optimizer.SaveState().First().Data[0]);
    }

    [Fact]
    public void ABackwardPassOverValuesBeforeAStepIsFound()
    {
        TorchPeer.LoadOrSkip();
        using var p = new Parameter(ones(2));
        using var optimizer = new LowPrecisionSgd([p]);
        using var loss = (p * p).sum();
        loss.backward(retain_graph: true);
        optimizer.step();
        Assert.Contains("inplace", Assert.ThrowsAny<Exception>(() => loss.backward()).Message);
    }

    [Fact]
    public void StateThatDoesNotFitChangesNothing()
    {
        TorchPeer.LoadOrSkip();
        using var run = new OptimizerRun(p => new LowPrecisionAdamW(p, new() { State = StateFormat.Int8 }));
        using var floats = new OptimizerRun(p => new LowPrecisionAdamW(p));
        run.Run(2);
        floats.Run(1);
        string before = run.StateText;
        var optimizer = (IStateSource)run.Optimizer;
        Assert.Equal(
            "The state holds no optimizer.0.exp_avg.codes: U8 of [38400] is needed.",
            Assert.Throws<StateException>(() => optimizer.LoadState(floats.State)).Message);
        var other = run.State;
        other["optimizer.3.step"] = new("optimizer.3.step", StateElement.I32, [], new byte[4]);
        Assert.Equal(
            "optimizer.3.step is I32 of []; I64 of [] is needed. Load state into what was built with the same settings.",
            Assert.Throws<StateException>(() => optimizer.LoadState(other)).Message);
        Assert.Equal(before, run.StateText);
    }

    [Fact]
    public void NamesBeginWithThePrefix()
    {
        TorchPeer.LoadOrSkip();
        using var p = new Parameter(ones(1));
        using var optimizer = new LowPrecisionAdamW([p], new() { StatePrefix = "first" });
        Assert.Equal(["first.0.step", "first.0.exp_avg", "first.0.exp_avg_sq"], optimizer.SaveState().Select(t => t.Name));
    }

    [Fact]
    public void WhatCannotBeStepped()
    {
        TorchPeer.LoadOrSkip();
        using var p = new Parameter(ones(1));
        using var doubles = new Parameter(ones(1, float64));
        Assert.Contains("Float64", Assert.Throws<OperandException>(() => new LowPrecisionAdamW([doubles])).Message);
        Assert.Contains("twice", Assert.Throws<ArgumentException>(() => new LowPrecisionSgd([p, p])).Message);
        Assert.Contains("SGD.Options", Assert.Throws<ArgumentException>(
            () => new LowPrecisionSgd([p]).add_param_group(new AdamW.ParamGroup { Parameters = [], Options = new() })).Message);
        Assert.Contains("AMSGrad", Assert.Throws<ArgumentException>(
            () => new LowPrecisionAdamW([new AdamW.ParamGroup { Parameters = [p], Options = new() { amsgrad = true } }])).Message);
        Assert.Contains("Nesterov", Assert.Throws<ArgumentException>(
            () => new LowPrecisionSgd([p], new() { Nesterov = true })).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => new LowPrecisionAdamW([p], new() { Beta1 = 1 }));
        Assert.Throws<NotSupportedException>(() => new LowPrecisionAdamW([p]).state_dict());
    }
}
