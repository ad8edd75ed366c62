using System.Text;
using static System.Buffers.Binary.BinaryPrimitives;

namespace LowBit.Neural;

/// <summary>
/// A shared library of 64-bit Linux in memory (ELF, little endian), as far as the versions that it asks other libraries for.
/// </summary>
/// <remarks>Layouts: System V ABI, chapters 4 and 5; Linux Standard Base, Symbol Versioning.</remarks>
readonly ref struct ElfImage
{
    const int HeaderSize = 64;
    const uint Magic = 0x464C457F; // 7F 'E' 'L' 'F'
    const ushort ClassAndOrder = 0x0102; // 64 bits, little endian
    const int LoadSegment = 1, DynamicSegment = 2;
    const int StringsTag = 5, NeedsTag = 0x6FFFFFFE;
    const ushort Optional = 2; // VER_FLG_WEAK

    readonly Span<byte> _bytes;

    /// <summary>Looks at a file's bytes, and changes them in place.</summary>
    /// <exception cref="BadImageFormatException">Not a shared library of this kind.</exception>
    public ElfImage(Span<byte> bytes)
    {
        _bytes = bytes;
        if (bytes.Length < HeaderSize || UInt32(0) != Magic || UInt16(4) != ClassAndOrder)
        {
            throw new BadImageFormatException("not a 64-bit ELF file");
        }
    }

    /// <summary>Marks a version that is asked for as one that may be missing.</summary>
    /// <param name="provider">The library that it is asked of.</param>
    /// <param name="version">Its name.</param>
    /// <exception cref="BadImageFormatException">The version is not asked for.</exception>
    public void MarkOptional(string provider, string version)
    {
        long dynamic = Dynamic(), strings = Place(Entry(dynamic, StringsTag));
        // Elf64_Verneed: count at 2, name at 4, first Vernaux at 8, next at 12; Elf64_Vernaux: flags at 4, name at 8, next at 12.
        foreach (long need in Chain(Place(Entry(dynamic, NeedsTag))))
        {
            foreach (long use in Chain(need + UInt32(need + 8)))
            {
                if (Text(strings + UInt32(need + 4)) == provider && Text(strings + UInt32(use + 8)) == version)
                {
                    WriteUInt16LittleEndian(At(use + 4, sizeof(ushort)), (ushort)(UInt16(use + 4) | Optional));
                    return;
                }
            }
        }
        throw new BadImageFormatException($"{version} of {provider} is not asked for");
    }

    // Records of a list, each with the distance to the next at 12, 0 in the last.
    List<long> Chain(long first)
    {
        var places = new List<long> { first };
        while (UInt32(places[^1] + 12) is var next and not 0)
        {
            places.Add(places[^1] + next);
        }
        return places;
    }

    // Program headers: table at 32 of the header, size of one at 54, their count at 56.
    long Segment(int index) => (long)UInt64(32) + ((long)index * UInt16(54));

    int SegmentCount => UInt16(56);

    // Elf64_Phdr: type at 0, place in the file at 8, address at 16, size in the file at 32.
    long Dynamic()
    {
        for (int i = 0; i < SegmentCount; i++)
        {
            if (UInt32(Segment(i)) == DynamicSegment)
            {
                return (long)UInt64(Segment(i) + 8);
            }
        }
        throw new BadImageFormatException("no dynamic segment");
    }

    long Place(ulong address)
    {
        for (int i = 0; i < SegmentCount; i++)
        {
            long segment = Segment(i);
            ulong offset = address - UInt64(segment + 16);
            if (UInt32(segment) == LoadSegment && offset < UInt64(segment + 32))
            {
                return (long)(UInt64(segment + 8) + offset);
            }
        }
        throw Outside();
    }

    // Elf64_Dyn: tag at 0, value at 8; tag 0 ends the list.
    ulong Entry(long dynamic, ulong tag)
    {
        for (long entry = dynamic; UInt64(entry) != 0; entry += 16)
        {
            if (UInt64(entry) == tag)
            {
                return UInt64(entry + 8);
            }
        }
        throw new BadImageFormatException($"no entry {tag:x} in the dynamic segment");
    }

    string Text(long place)
    {
        var text = At(place, 1);
        int end = text.IndexOf((byte)0);
        return end >= 0 ? Encoding.ASCII.GetString(text[..end]) : throw Outside();
    }

    ushort UInt16(long place) => ReadUInt16LittleEndian(At(place, sizeof(ushort)));

    uint UInt32(long place) => ReadUInt32LittleEndian(At(place, sizeof(uint)));

    ulong UInt64(long place) => ReadUInt64LittleEndian(At(place, sizeof(ulong)));

    Span<byte> At(long place, int size) =>
        place >= 0 && place <= _bytes.Length - size ? _bytes[(int)place..] : throw Outside();

    static BadImageFormatException Outside() => new("a place outside the file");
}
