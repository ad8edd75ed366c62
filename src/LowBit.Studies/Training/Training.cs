using System.Security.Cryptography;
using LowBit.Neural;
using static TorchSharp.torch;

namespace LowBit.Studies;

/// <summary>One arm that learns a task with one seed. Same seed and threads: same weights.</summary>
sealed class Training : IDisposable
{
    readonly optim.Optimizer _optimizer;
    readonly ITrainingWatch? _watch;
    int _step;

    public Training(LearningTask task, Arm arm, ulong seed)
    {
        (Task, Arm, Seed, Model) = (task, arm, seed, task.MakeModel());
        Initialization.Fill(Model, seed);
        Conversion = arm.Recipe is { } recipe ? Model.ToLowPrecision(recipe, seed) : null;
        _optimizer = arm.Optimizer.Make(Model);
        _watch = arm.Watch?.Invoke();
    }

    public LearningTask Task { get; }

    public Arm Arm { get; }

    public ulong Seed { get; }

    public nn.Module<Tensor, Tensor> Model { get; }

    /// <summary>What the recipe did; null without one.</summary>
    public ConversionReport? Conversion { get; }

    /// <summary>Whether a number was not finite: training has ended, and counts as chance.</summary>
    public bool HasDiverged { get; private set; }

    /// <summary>SHA-256 of the numbers of all parameters.</summary>
    public string WeightHash
    {
        get
        {
            using var awake = new RestingWeights(Model).Wake();
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            foreach (var parameter in Model.parameters())
            {
                using var values = parameter.detach().contiguous();
                hash.AppendData(values.bytes);
            }
            return Convert.ToHexStringLower(hash.GetCurrentHash());
        }
    }

    /// <summary>One update; none after divergence.</summary>
    public void Step()
    {
        if (HasDiverged)
        {
            return;
        }
        using var scope = NewDisposeScope();
        SetLearningRate();
        var (input, target) = Task.Batch(Seed, _step);
        HasDiverged = !TryUpdate(input, target);
        _watch?.Look(this, _step);
        _step++;
    }

    /// <summary>What the task and the arm measure.</summary>
    public Measures Measure()
    {
        using var scope = NewDisposeScope();
        var measures = HasDiverged ? Task.Chance : Evaluate();
        measures.Add(_watch?.Measures ?? []);
        if (!HasDiverged && Arm.Probe is { } probe)
        {
            measures.Add(probe(this));
        }
        measures[Measures.Diverged] = HasDiverged ? 1 : 0;
        return measures;
    }

    /// <summary>What the task says of the model as it is.</summary>
    public Measures Evaluate()
    {
        using var scope = NewDisposeScope();
        using var off = no_grad();
        Model.eval();
        try
        {
            var measures = Task.Evaluate(Model);
            HasDiverged = measures.Values.Any(value => !double.IsFinite(value));
            return HasDiverged ? Task.Chance : measures;
        }
        catch (OperandException) when (_step > 0)
        {
            HasDiverged = true;
            return Task.Chance;
        }
        finally
        {
            Model.train();
        }
    }

    public void Dispose()
    {
        _optimizer.Dispose();
        Model.Dispose();
    }

    // Types and shapes that do not fit are refused at the first update; later ones can only have grown beyond all numbers.
    bool TryUpdate(Tensor input, Tensor target)
    {
        try
        {
            Model.SetStep((uint)_step);
            _optimizer.zero_grad();
            var loss = LearningTask.Loss(Model.call(input), target);
            if (!float.IsFinite(loss.item<float>()))
            {
                return false;
            }
            loss.backward();
            Model.ThrowIfBackwardFailed();
            _optimizer.step();
            return true;
        }
        catch (OperandException) when (_step > 0)
        {
            return false;
        }
    }

    void SetLearningRate()
    {
        foreach (var group in _optimizer.ParamGroups)
        {
            group.LearningRate = Arm.Optimizer.RateAt(_step, Task.StepCount);
        }
    }
}
