using System.Collections.ObjectModel;
using static TorchSharp.torch;

namespace LowBit.Neural;

/// <summary>Models as files that other programs read.</summary>
public static class ModelFiles
{
    /// <summary>
    /// Writes parameters and buffers as <see cref="SafetensorsFile"/>, named and ordered as in <c>state_dict</c>, whole or not at
    /// all. A tensor that stands in two places is written twice; an expanded one (a stride of 0) is left out.
    /// </summary>
    /// <param name="model">Any module; its tensors are float32, bfloat16, float16, int8, uint8, int32 or int64, on any device.</param>
    /// <param name="path">The file; replaced if it is there.</param>
    /// <param name="metadata">Texts by name; null for none.</param>
    /// <exception cref="SafetensorsException">A tensor of another type, or the file cannot be written.</exception>
    public static void SaveSafetensors(this nn.Module model, string path, IReadOnlyDictionary<string, string>? metadata = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        try
        {
            new SafetensorsFile([.. new ModelState(model).Save()], metadata ?? ReadOnlyDictionary<string, string>.Empty).Write(path);
        }
        catch (StateException e)
        {
            throw new SafetensorsException($"{path} is not written: {e.Message}", e);
        }
    }

    /// <summary>Takes parameters and buffers over, in place. Types and shapes must be the same; nothing is converted.</summary>
    /// <param name="model">Any module.</param>
    /// <param name="path">The file.</param>
    /// <param name="match">Whether each tensor needs its counterpart.</param>
    /// <returns>What one has and the other does not; nothing for <see cref="StateMatch.Strict"/>.</returns>
    /// <exception cref="SafetensorsException">
    /// The file cannot be read, or does not fit the model; then nothing has changed.
    /// </exception>
    public static StateDifference LoadSafetensors(this nn.Module model, string path, StateMatch match = StateMatch.Strict)
    {
        ArgumentNullException.ThrowIfNull(model);
        var state = SafetensorsFile.Read(path).Tensors.ToDictionary(tensor => tensor.Name);
        try
        {
            var target = new ModelState(model);
            var difference = target.Check(state);
            if (match == StateMatch.Strict)
            {
                RequireNone(difference);
            }
            target.Load(state);
            return difference;
        }
        catch (StateException e)
        {
            throw new SafetensorsException($"{path} does not fit the model; nothing is loaded. {e.Message}", e);
        }
    }

    /// <exception cref="StateException">There is a difference.</exception>
    internal static void RequireNone(StateDifference difference)
    {
        if (difference.Missing is [var missing, ..])
        {
            throw new StateException($"The file has no {missing}{Others(difference.Missing)}.");
        }
        if (difference.Unexpected is [var unexpected, ..])
        {
            throw new StateException($"The model has no {unexpected}{Others(difference.Unexpected)}.");
        }
    }

    static string Others(IReadOnlyList<string> names) => names.Count == 1 ? "" : $" and {names.Count - 1} more";
}
