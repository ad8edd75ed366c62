using System.Text;
using LowBit.Boosting;

namespace LowBit.Tests;

/// <summary>
/// Small files with a few bytes altered, repeated or lost: each is read as the naive reader reads it, or refused with
/// one line where that refuses it too.
/// </summary>
public class TextTableFuzz
{
    const int Mutations = 10_000;
    const int FixedBytes = 200_000, BytesPerByte = 2_000;

    static readonly byte[][] Files =
    [
        .. new[]
        {
            "a,b,c\n1,2.5,x\n-3,4e-7,\"y \"\"z\"\"\"\n,NA,\"line\r\nend\"\n",
            "1;2;3\r\n4;5;6\r\n7;8;9\r\n",
            "x\n1\n\n2\n?\n",
            "\uFEFFid\tname\n1\tä\n2\t日本\n3\t\n\n",
            "\"q\",\"r\"\n\"1\",\"\n\n\"\n 2 , \"z\" \n",
        }.Select(Encoding.UTF8.GetBytes),
    ];

    static readonly byte[] Likely = "\"\"\"\n\n\r,;\t 0123456789.-+eENAnaif?\0\u00e4"u8.ToArray();

    [Fact]
    public void AlteredFileIsReadAsTheNaiveReaderReadsItOrRefused()
    {
        var random = new Random(20250711);
        var options = new TextTableOptions { ThreadCount = 1, CategoricalColumns = ["b"], TextColumns = ["name"] };
        int read = 0;
        for (int i = 0; i < Mutations; i++)
        {
            byte[] bytes = Mutate(Files[i % Files.Length], random);
            var sizes = i % 2 == 0 ? TextSizes.Default : new TextSizes
            {
                VectorBytes = 0,
                BlockBytes = random.Next(1, 70),
                TaskBlocks = random.Next(1, 3),
                BufferBytes = random.Next(1, 70),
                TaskRows = random.Next(1, 4),
            };
            read += Agree(bytes, options, sizes) ? 1 : 0;
        }
        Assert.InRange(read, Mutations / 5, Mutations * 4 / 5);
    }

    [Fact]
    public void AlteredPackedFileIsReadOrRefused()
    {
        var random = new Random(20250712);
        byte[] packed = TextTables.GZip(Files[0]);
        for (int i = 0; i < 1000; i++)
        {
            byte[] altered = [.. GZipFile.Magic, .. Mutate(packed[2..], random)];
            ReadOrRefuse(altered, new() { ThreadCount = 1 }, TextSizes.Default, out _);
        }
    }

    static bool Agree(byte[] bytes, TextTableOptions options, TextSizes sizes)
    {
        NaiveTable? naive = null;
        try
        {
            naive = NaiveTable.Read(bytes, options);
        }
        catch (FormatException)
        {
        }
        long before = GC.GetAllocatedBytesForCurrentThread();
        var values = ReadOrRefuse(bytes, options, sizes, out string refusal);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, FixedBytes + BytesPerByte * bytes.Length);
        string file = Encoding.Latin1.GetString(bytes);
        Assert.True(naive is null == values is null, $"{file}\n--- {refusal}");
        Assert.Equal(naive?.Values.Select(BitConverter.DoubleToInt64Bits),
            values?.Select(BitConverter.DoubleToInt64Bits));
        return values is not null;
    }

    static double[]? ReadOrRefuse(byte[] bytes, TextTableOptions options, TextSizes sizes, out string refusal)
    {
        refusal = "";
        try
        {
            using var table = TextTables.Open(bytes, options, sizes);
            return table.Values();
        }
        catch (BadDataException error)
        {
            refusal = error.Message;
            Assert.DoesNotContain('\n', refusal);
            Assert.DoesNotContain('\r', refusal);
            Assert.StartsWith(TextTables.Name, refusal, StringComparison.Ordinal);
            return null;
        }
    }

    static byte[] Mutate(byte[] file, Random random)
    {
        var bytes = new List<byte>(file);
        for (int count = random.Next(1, 4); count > 0; count--)
        {
            int place = random.Next(bytes.Count);
            int length = Math.Min(random.Next(1, 8), bytes.Count - place);
            switch (random.Next(5))
            {
                case 0: bytes[place] = Likely[random.Next(Likely.Length)]; break;
                case 1: bytes.Insert(place, Likely[random.Next(Likely.Length)]); break;
                case 2: bytes.RemoveRange(place, Math.Min(length, bytes.Count - 1)); break;
                case 3: bytes.InsertRange(random.Next(bytes.Count), bytes.GetRange(place, length)); break;
                default: bytes[place] = (byte)random.Next(256); break;
            }
        }
        return [.. bytes];
    }
}
