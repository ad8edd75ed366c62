using LowBit.Boosting;

namespace LowBit.Studies;

/// <summary>A text as codes of its characters: folder tinyshakespeare, file input.txt.</summary>
/// <param name="Codes">A code for each byte of the text.</param>
/// <param name="Alphabet">The byte of each code, ascending.</param>
/// <param name="TrainCount">How many codes from the start are for training; the rest is for validation.</param>
sealed record CharacterText(byte[] Codes, byte[] Alphabet, int TrainCount)
{
    const int TrainTenths = 9, LeastCount = 10_000;

    /// <exception cref="BadDataException">The file is missing or too short.</exception>
    public static CharacterText Read(DataFiles files)
    {
        var file = files.Read("tinyshakespeare", "input.txt");
        if (file.Bytes.Length < LeastCount)
        {
            throw new BadDataException($"{file.Path} has {file.Bytes.Length} characters; a study needs {LeastCount}. It is cut short; get it anew.");
        }
        byte[] alphabet = [.. file.Bytes.Distinct().Order()];
        byte[] codes = [.. file.Bytes.Select(character => (byte)Array.BinarySearch(alphabet, character))];
        return new(codes, alphabet, codes.Length / 10 * TrainTenths);
    }

    /// <summary>Loss of a model that knows nothing, in nats a character.</summary>
    public double UniformLoss => Math.Log(Alphabet.Length);
}
