using LowBit.Boosting;

namespace LowBit.Tests;

/// <summary>
/// Binned data sets with bytes altered and the checksum made to fit again, as an attacker would: each is refused with one
/// line, or is a set whose every bin is one of its feature's.
/// </summary>
public class DatasetFileFuzz
{
    const int Mutations = 10_000, FixedBytes = 200_000, BytesPerByte = 200;

    static readonly byte[][] Files =
    [
        DatasetFileTests.BytesOf(new SmallTable(60).ToDataset("regression", new() { MinDataInBin = 1, NumThreads = 1 }, weighted: true)),
        DatasetFileTests.BytesOf(new SmallTable(20, seed: 2).ToDataset("regression", new() { ColumnNames = [.. "abcdefgh".Select(name => $"{name}")], NumThreads = 1 })),
    ];

    [Fact]
    public void AlteredSetIsRefusedOrSound()
    {
        var random = new Random(20251125);
        int loaded = 0;
        for (int i = 0; i < Mutations; i++)
        {
            byte[] bytes = Sealed(Mutate(Files[i % Files.Length], random));
            long before = GC.GetAllocatedBytesForCurrentThread();
            loaded += IsSound(bytes) ? 1 : 0;
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, FixedBytes + BytesPerByte * bytes.Length);
        }
        Assert.InRange(loaded, Mutations / 20, Mutations * 4 / 5);
    }

    static bool IsSound(byte[] bytes)
    {
        Dataset data;
        try
        {
            data = DatasetFileTests.Read(bytes, new() { NumThreads = 1 });
        }
        catch (LowBitException e)
        {
            Assert.DoesNotContain('\n', e.Message);
            return false;
        }
        for (int feature = 0; feature < data.UsedFeatureCount; feature++)
        {
            for (int row = 0; row < data.RowCount; row++)
            {
                Assert.InRange(data.Bins.BinOf(feature, row), 0, data.Features[feature].Bins.BinCount - 1);
            }
        }
        return true;
    }

    static byte[] Mutate(byte[] file, Random random)
    {
        byte[] bytes = [.. file];
        for (int change = random.Next(1, 4); change > 0; change--)
        {
            int at = random.Next(4) == 0 ? random.Next(bytes.Length - 8) : random.Next(Math.Min(bytes.Length - 8, 1500));
            bytes[at] = random.Next(3) switch
            {
                0 => (byte)random.Next(256),
                1 => (byte)(bytes[at] ^ 1 << random.Next(8)),
                _ => (byte)(bytes[at] + random.Next(-2, 3)),
            };
        }
        return bytes;
    }

    static byte[] Sealed(byte[] bytes)
    {
        var checksum = new Checksum();
        checksum.Add(bytes.AsSpan(0, bytes.Length - 8));
        BitConverter.TryWriteBytes(bytes.AsSpan(bytes.Length - 8), checksum.Value);
        return bytes;
    }
}
