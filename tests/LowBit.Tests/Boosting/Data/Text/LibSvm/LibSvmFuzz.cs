using System.Text;
using LowBit.Boosting;

namespace LowBit.Tests;

/// <summary>
/// Small LibSVM files with a few bytes altered, repeated or lost: each is read as the naive reader reads it, or refused with
/// one line where that refuses it too; whatever the number of threads and the size of the pieces.
/// </summary>
public class LibSvmFuzz
{
    const int Mutations = 10_000;
    const int FixedBytes = 400_000, BytesPerByte = 4_000;

    static readonly byte[][] Files =
    [
        .. new[]
        {
            "1 0:1.5 3:-2e-3\n0\n-1 7:0 9:nan # word\n\n1 1:3\r\n",
            "2 qid:1 1:3 2:0 45:.5 # docid = GX1 \"q\n0 qid:1 1:1\n1 qid:7 2:12345678901234567890 1000:1\n",
            "0:1 1:2\n3:4\n# nothing\n1:1e400 2:NA\n",
            "\uFEFF0.25\t5:1\t6:2\n\n\n+1e2 12:-inf\n",
        }.Select(Encoding.UTF8.GetBytes),
    ];

    static readonly byte[] Likely = "::::  \t\n\n\r#,;qid0123456789.-+eENAna\"\0\u00e4"u8.ToArray();

    [Fact]
    public void AlteredFileIsReadAsTheNaiveReaderReadsItOrRefused()
    {
        var random = new Random(20261125);
        int read = 0, refused = 0;
        for (int i = 0; i < Mutations; i++)
        {
            byte[] bytes = Mutate(Files[i % Files.Length], random);
            var sizes = i % 2 == 0 ? TextSizes.Default : new TextSizes
            {
                BlockBytes = random.Next(1, 40),
                TaskBlocks = random.Next(1, 3),
                BufferBytes = random.Next(1, 70),
            };
            (bool isRead, bool isRefused) = Agree(bytes, i % 10 == 0 ? 3 : 1, sizes);
            (read, refused) = (read + (isRead ? 1 : 0), refused + (isRefused ? 1 : 0));
        }
        Assert.InRange(read, Mutations / 10, Mutations);
        Assert.InRange(refused, Mutations / 20, Mutations);
    }

    static (bool IsRead, bool IsRefused) Agree(byte[] bytes, int threads, TextSizes sizes)
    {
        string file = Encoding.Latin1.GetString(bytes), refusal = "";
        using var source = ByteSource.Open("t.svm", new MemoryStream(bytes));
        LibSvmRows? rows = null;
        NaiveLibSvm? naive = null;
        try
        {
            if (LibSvmFormat.Of(source, sizes) is not { } format)
            {
                return (false, false); // a table of fields
            }
            naive = Naive(bytes, format);
            long before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                rows = LibSvmFile.Read(source, format, new(format.HasLabel, null, threads), sizes);
            }
            finally
            {
                Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, FixedBytes + BytesPerByte * bytes.Length);
            }
        }
        catch (BadDataException error)
        {
            refusal = error.Message;
            Assert.DoesNotContain('\n', refusal);
            Assert.StartsWith("t.svm", refusal, StringComparison.Ordinal);
        }
        Assert.True(naive is null == rows is null, $"{file}\n--- {refusal}");
        if (naive is not null)
        {
            LibSvmText.AssertSame(naive, rows!);
        }
        return (rows is not null, rows is null);
    }

    static NaiveLibSvm? Naive(byte[] bytes, LibSvmFormat format)
    {
        try
        {
            return NaiveLibSvm.Read(bytes, format.HasLabel, format.HasGroup);
        }
        catch (FormatException)
        {
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
