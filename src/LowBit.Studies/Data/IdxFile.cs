using System.Buffers.Binary;
using LowBit.Boosting;

namespace LowBit.Studies;

/// <summary>
/// Bytes with axes: two bytes of zero, one that says "bytes" (8), one with the number of axes, their lengths as big-endian
/// words, then the elements.
/// </summary>
static class IdxFile
{
    const int MagicOfBytes = 0x800, WordSize = 4;

    /// <returns>The lengths of the axes, and the elements.</returns>
    /// <exception cref="BadDataException">It is none, has another number of axes, or is cut short or too long.</exception>
    public static (int[] Shape, byte[] Elements) Parse(DataFile file, int axisCount)
    {
        int header = WordSize * (1 + axisCount);
        if (file.Bytes.Length < header)
        {
            throw new BadDataException($"{file.Path} has {file.Bytes.Length} bytes; the head of an IDX file with {axisCount} axes has {header}. Get it anew.");
        }
        int magic = Word(file, 0);
        if (magic != (MagicOfBytes | axisCount))
        {
            throw new BadDataException($"{file.Path} begins with {magic:x8}; an IDX file of bytes with {axisCount} axes begins with {MagicOfBytes | axisCount:x8}.");
        }
        int[] shape = [.. Enumerable.Range(1, axisCount).Select(word => Word(file, word))];
        RequireLength(file, shape, file.Bytes.Length - header);
        return (shape, file.Bytes[header..]);
    }

    static void RequireLength(DataFile file, int[] shape, int length)
    {
        if (shape.Any(extent => extent <= 0))
        {
            throw new BadDataException($"{file.Path} says that it holds {string.Join(" × ", shape)} elements; every axis needs at least one.");
        }
        if (shape.Aggregate((Int128)1, (product, extent) => product * extent) != length)
        {
            throw new BadDataException($"{file.Path} holds {length} elements, its head says {string.Join(" × ", shape)}. It is cut short or altered; get it anew.");
        }
    }

    static int Word(DataFile file, int index) => BinaryPrimitives.ReadInt32BigEndian(file.Bytes.AsSpan(WordSize * index));
}
