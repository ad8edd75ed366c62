namespace LowBit.Studies;

/// <summary>A file that has been read.</summary>
/// <param name="Path">Where it stands; for messages.</param>
/// <param name="Bytes">What it holds, decompressed.</param>
sealed record DataFile(string Path, byte[] Bytes);
