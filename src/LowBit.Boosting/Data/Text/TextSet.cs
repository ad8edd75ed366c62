using System.Buffers.Binary;

namespace LowBit.Boosting;

/// <summary>
/// Distinct UTF-8 texts, numbered 0, 1, … as they came in. Finding one allocates nothing; all bytes stand in one array.
/// </summary>
sealed class TextSet
{
    readonly record struct Entry(uint Hash, int Start, int Length);

    Entry[] _entries = new Entry[4];
    byte[] _bytes = new byte[64];
    int _byteCount;

    // Open addressing, at most half full: the number of an entry plus 1, or 0.
    int[] _slots = new int[8];

    internal int Count { get; private set; }

    internal ReadOnlySpan<byte> this[int number] => _bytes.AsSpan(_entries[number].Start, _entries[number].Length);

    /// <summary>The number of a text, −1 if it is not in the set.</summary>
    internal int Find(ReadOnlySpan<byte> text)
    {
        uint hash = Hash(text);
        for (uint slot = hash; ; slot++)
        {
            int number = _slots[slot & (uint)(_slots.Length - 1)] - 1;
            if (number < 0 || (_entries[number].Hash == hash && text.SequenceEqual(this[number])))
            {
                return number;
            }
        }
    }

    /// <summary>Adds a text that is not in the set.</summary>
    /// <returns>False if the texts no longer fit into one array.</returns>
    internal bool TryAdd(ReadOnlySpan<byte> text)
    {
        if (_byteCount + (long)text.Length > Array.MaxLength || Count == Array.MaxLength / 4)
        {
            return false;
        }
        MakeRoom(text.Length);
        text.CopyTo(_bytes.AsSpan(_byteCount));
        _entries[Count] = new(Hash(text), _byteCount, text.Length);
        _byteCount += text.Length;
        Link(Count++);
        return true;
    }

    void MakeRoom(int length)
    {
        if (_bytes.Length - _byteCount < length)
        {
            Array.Resize(ref _bytes, (int)Math.Min(2L * (_byteCount + length), Array.MaxLength));
        }
        if (Count == _entries.Length)
        {
            Array.Resize(ref _entries, 2 * Count);
            _slots = new int[4 * Count];
            for (int number = 0; number < Count; number++)
            {
                Link(number);
            }
        }
    }

    void Link(int number)
    {
        uint slot = _entries[number].Hash;
        while (_slots[slot & (uint)(_slots.Length - 1)] != 0)
        {
            slot++;
        }
        _slots[slot & (uint)(_slots.Length - 1)] = number + 1;
    }

    static uint Hash(ReadOnlySpan<byte> text)
    {
        ulong hash = (ulong)text.Length;
        for (; text.Length >= 8; text = text[8..])
        {
            hash = Mix(hash ^ BinaryPrimitives.ReadUInt64LittleEndian(text));
        }
        ulong rest = text.Length switch
        {
            >= 4 => First4(text) | ((ulong)First4(text[^4..]) << 32),
            > 0 => text[0] | ((ulong)text[text.Length / 2] << 8) | ((ulong)text[^1] << 16),
            _ => 0,
        };
        return (uint)(Mix(hash ^ rest) >> 32);
    }

    static uint First4(ReadOnlySpan<byte> text) => BinaryPrimitives.ReadUInt32LittleEndian(text);

    static ulong Mix(ulong word)
    {
        ulong high = Math.BigMul(word ^ 0x9E37_79B9_7F4A_7C15, 0xD6E8_FEB8_6659_FD93, out ulong low);
        return high ^ low;
    }
}
