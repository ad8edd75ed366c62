using LowBit.Numerics;

namespace LowBit.Neural;

/// <summary>
/// The content of a file in the safetensors format: the length of the header in 8 bytes, little-endian; the header, JSON
/// with type, shape and place of each tensor; the elements, row-major and little-endian. Tensors stand in their order; the
/// header is padded with spaces so that the elements begin at a multiple of 8.
/// </summary>
/// <param name="Tensors">The tensors; no two of a name.</param>
/// <param name="Metadata">Texts by name; in the file in ordinal order.</param>
/// <remarks>The same content gives the same bytes.</remarks>
public sealed record SafetensorsFile(IReadOnlyList<StateTensor> Tensors, IReadOnlyDictionary<string, string> Metadata)
{
    /// <summary>
    /// Reads a file. What is not exactly of the format is refused: lengths, places with holes or overlaps, names that come
    /// twice, types that are unknown, shapes that do not fit. No more memory is taken than the file is long, and some for its
    /// header.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <exception cref="SafetensorsException">It cannot be read, is not of the format, or was cut short.</exception>
    public static SafetensorsFile Read(string path)
    {
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            return SafetensorsReader.Read(path, stream);
        }
        catch (Exception e) when (e is (IOException and not SafetensorsException) or UnauthorizedAccessException)
        {
            throw new SafetensorsException($"{path} cannot be read: {e.Message}", e);
        }
    }

    /// <summary>Writes a file, whole or not at all: beside its place, then renamed.</summary>
    /// <param name="path">The file; replaced if it is there.</param>
    /// <exception cref="SafetensorsException">
    /// The content cannot be a file, or the file cannot be written; what stood there stands there still.
    /// </exception>
    public void Write(string path)
    {
        byte[] header = SafetensorsWriter.Header(this);
        try
        {
            WholeFile.Write(path, stream => SafetensorsWriter.Write(stream, header, Tensors));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SafetensorsException(
                $"{path} cannot be written ({e.Message}); an older one is kept as it is. Free space or give another path.", e);
        }
    }
}
