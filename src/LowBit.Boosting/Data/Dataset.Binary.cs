namespace LowBit.Boosting;

public sealed partial class Dataset
{
    /// <summary>
    /// Saves the binned data, to be loaded by <see cref="Load"/> without reading and binning again. A training on the loaded
    /// set gives the same model bytes. The file appears whole or not at all.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <exception cref="BadDataException">The file cannot be written; what stood there stands there still.</exception>
    /// <exception cref="BadOptionException">The set holds scores or leaves of an input model, which a file does not keep.</exception>
    public void Save(string path)
    {
        if (Input is not null)
        {
            throw new BadOptionException(
                $"{path} cannot be written: the set holds scores of an input model, which a file of bins does not keep. Save a set that is made without DatasetOptions.InputModel.");
        }
        DatasetFile.Save(path, this);
    }

    /// <summary>Loads a set that <see cref="Save"/> wrote.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">
    /// Threads; initial scores, which take the place of saved ones; with <see cref="DatasetOptions.Reference"/> a validation
    /// set, which must have been binned like it. Options of binning must be those of the saved set, or their defaults.
    /// </param>
    /// <exception cref="BadDataException">The file cannot be read, is no such set, was cut short or altered.</exception>
    /// <exception cref="BadOptionException">The options ask for other bins.</exception>
    public static Dataset Load(string path, DatasetOptions? options = null)
    {
        if (options?.InputModel is not null || options?.Reference?.InputModel is not null)
        {
            throw new BadOptionException(
                $"{path} holds bins, and the scores of an input model come from the values; give the file that it was made from.");
        }
        var data = DatasetFile.Load(path, options ?? new());
        if (options?.Reference is { } reference && !reference.IsBinnedLike(data))
        {
            throw new BadDataException(
                $"{path} was not binned like the training set; save it from a set that was made with the training set as reference.");
        }
        return data;
    }

    bool IsBinnedLike(Dataset other) => Mappers.Length == other.Mappers.Length
        && Mappers.Zip(other.Mappers).All(pair => BinMapper.AreSame(pair.First, pair.Second));
}
