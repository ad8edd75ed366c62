using static TorchSharp.torch;

namespace LowBit.Neural;

/// <summary>
/// A training in one safetensors file: parameters and buffers of the model, state of optimizers and stores, step, seed,
/// recipe, and entries of the caller. A training that goes on from it has the bits of one that was never interrupted.
/// </summary>
public static class TrainingCheckpoint
{
    /// <summary>Writes a checkpoint, whole or not at all: beside its place, then renamed.</summary>
    /// <param name="path">The file; replaced if it is there.</param>
    /// <param name="model">The model.</param>
    /// <param name="recipe">What it was converted with; <see cref="Recipes.Identity"/> for a float32 model.</param>
    /// <param name="progress">Where the training stands.</param>
    /// <param name="sources">
    /// The rest of the state: a <see cref="TorchOptimizerState"/>, …; weights that rest as codes come by themselves, as "weights".
    /// </param>
    /// <exception cref="CheckpointException">
    /// A parameter or buffer holds a NaN or an infinity, a tensor is of a type that files do not hold, or the file cannot be
    /// written. What stood there stands there still.
    /// </exception>
    /// <exception cref="ArgumentException">Two sources have the same name.</exception>
    public static void Save(
        string path, nn.Module model, Recipe recipe, CheckpointProgress progress, params NamedState[] sources)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        ArgumentNullException.ThrowIfNull(progress);
        sources = NamedState.AllOf(model, sources);
        RequireOwnNames(sources);
        try
        {
            var state = new ModelState(model);
            state.RequireFinite();
            CheckpointContent.Of(recipe, progress, [
                (CheckpointContent.ModelName, state.Save()),
                .. sources.Select(source => (source.Name, source.Source.SaveState())),
            ]).File.Write(path);
        }
        catch (Exception e) when (e is StateException or SafetensorsException)
        {
            throw new CheckpointException($"The checkpoint {path} is not written. {e.Message}", e);
        }
    }

    /// <summary>
    /// Brings model and state to where the checkpoint left them, and sets <see cref="LowPrecisionModules.SetStep"/> to its step.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="model">A model of the same tensors, converted with the same recipe and seed.</param>
    /// <param name="recipe">What it was converted with.</param>
    /// <param name="sources">As many as when it was saved, of the same names and settings.</param>
    /// <returns>Where the training stood.</returns>
    /// <exception cref="CheckpointException">
    /// The file cannot be read, was cut short or altered, is of another recipe or seed, or has not the tensors that model and
    /// sources need, no more and no fewer. Nothing has changed.
    /// </exception>
    /// <exception cref="ArgumentException">Two sources have the same name.</exception>
    public static CheckpointProgress Load(string path, nn.Module model, Recipe recipe, params NamedState[] sources)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        sources = NamedState.AllOf(model, sources);
        RequireOwnNames(sources);
        try
        {
            var content = new CheckpointContent(SafetensorsFile.Read(path));
            var progress = content.ProgressUnder(recipe);
            RequireSeed(model, progress.Seed);
            RequireKnown(content, sources);
            var (state, tensors) = (new ModelState(model), content.Of(CheckpointContent.ModelName));
            ModelFiles.RequireNone(state.Check(tensors));
            new SourceLoading(content).Run(sources);
            state.Load(tensors);
            model.SetStep(progress.Step);
            return progress;
        }
        catch (Exception e) when (e is StateException or SafetensorsException)
        {
            throw new CheckpointException($"The checkpoint {path} cannot be gone on from; nothing is changed. {e.Message}", e);
        }
    }

    static void RequireOwnNames(NamedState[] sources)
    {
        if (sources.GroupBy(source => source.Name).FirstOrDefault(group => group.Skip(1).Any()) is { } same)
        {
            throw new ArgumentException($"Two sources are named {same.Key}.", nameof(sources));
        }
    }

    static void RequireSeed(nn.Module model, ulong seed)
    {
        if (LowPrecisionModules.Layers(model).FirstOrDefault(layer => layer.Seed != seed) is { } other)
        {
            throw new StateException($"It is of seed {seed}; layer {other.Layer} of the model has seed {other.Seed}.");
        }
    }

    static void RequireKnown(CheckpointContent content, NamedState[] sources)
    {
        var known = sources.Select(source => source.Name).Append(CheckpointContent.ModelName).ToHashSet();
        if (content.File.Tensors.Select(CheckpointContent.SourceOf).FirstOrDefault(name => !known.Contains(name)) is { } unknown)
        {
            throw new StateException($"It has state of {unknown}, which was not given to be loaded.");
        }
    }
}
