namespace LowBit.Fuzz;

/// <summary>Files with a few bytes altered, lost, repeated or put elsewhere.</summary>
static class ByteMutation
{
    /// <param name="file">A good file.</param>
    /// <param name="likely">Bytes that mean something to its reader.</param>
    /// <param name="random">Where and what.</param>
    public static byte[] Of(byte[] file, ReadOnlySpan<byte> likely, Random random)
    {
        var bytes = file.ToList();
        for (int edits = random.Next(1, 4); edits > 0 && bytes.Count > 0; edits--)
        {
            int place = random.Next(bytes.Count), length = Math.Min(random.Next(1, 20), bytes.Count - place);
            byte sign = likely[random.Next(likely.Length)];
            switch (random.Next(6))
            {
                case 0: bytes[place] = (byte)random.Next(256); break;
                case 1: bytes[place] = sign; break;
                case 2: bytes.Insert(place, sign); break;
                case 3: bytes.RemoveRange(place, length); break;
                case 4: bytes.InsertRange(random.Next(bytes.Count), bytes.GetRange(place, length)); break;
                default: bytes.RemoveRange(place, random.Next(4) == 0 ? bytes.Count - place : length); break;
            }
        }
        return [.. bytes];
    }
}
