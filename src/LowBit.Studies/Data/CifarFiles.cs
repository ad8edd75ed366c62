using LowBit.Boosting;

namespace LowBit.Studies;

/// <summary>
/// Small colour images: folder cifar10, records of a label and 32 × 32 pixels of red, green and blue. Files whose names begin
/// with train or data_batch are for training, with test for testing; all of a kind are taken, in the order of their names.
/// </summary>
static class CifarFiles
{
    const string Set = "cifar10";
    const int Channels = 3, Side = 32, RecordSize = 1 + (Channels * Side * Side);

    public static ImageSet Train(DataFiles files) => Read(files, "train", "data_batch");

    public static ImageSet Test(DataFiles files) => Read(files, "test");

    /// <exception cref="BadDataException">There is no file of the kind, or one is cut short or altered.</exception>
    static ImageSet Read(DataFiles files, params string[] prefixes)
    {
        var parts = files.List(Set).Where(name => name.EndsWith(".bin", StringComparison.Ordinal)
            && prefixes.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal))).Select(name => files.Read(Set, name)).ToList();
        if (parts.Count == 0)
        {
            throw new BadDataException($"{files.Name}/{Set} holds no {prefixes[0]}*.bin or {prefixes[0]}*.bin.gz; docs/data.md says what the folder holds.");
        }
        parts.ForEach(RequireRecords);
        byte[][] records = [.. parts.SelectMany(part => part.Bytes.Chunk(RecordSize))];
        return new([.. records.SelectMany(record => record[1..])], [.. records.Select(record => record[0])], Channels, Side, Side);
    }

    static void RequireRecords(DataFile file)
    {
        if (file.Bytes.Length == 0 || file.Bytes.Length % RecordSize != 0)
        {
            throw new BadDataException($"{file.Path} has {file.Bytes.Length} bytes, no multiple of {RecordSize}. It is cut short; get it anew.");
        }
        for (int record = 0; record < file.Bytes.Length / RecordSize; record++)
        {
            if (file.Bytes[record * RecordSize] >= ImageSet.ClassCount)
            {
                throw new BadDataException($"{file.Path}: label {record} is {file.Bytes[record * RecordSize]}; allowed: 0 to {ImageSet.ClassCount - 1}.");
            }
        }
    }
}
