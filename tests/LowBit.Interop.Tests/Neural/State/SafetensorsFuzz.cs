using LowBit.Fuzz;
using LowBit.Neural;

namespace LowBit.Interop.Tests;

/// <summary>Altered files are read or refused, in bounded memory.</summary>
public class SafetensorsFuzz
{
    // For one file of less than a kilobyte: a document of the header, and messages.
    const long MostBytes = 200_000;

    [Fact]
    public void TenThousandAlteredFilesAreReadOrRefused()
    {
        byte[] file = SafetensorsBytes.Of(SafetensorsBytes.Small);
        var random = new Random(20251126);
        int read = 0, refused = 0;
        for (int i = 0; i < 10_000; i++)
        {
            byte[] altered = ByteMutation.Of(file, "{}[]:,\"0123456789-e \\u\0\xffUFI8"u8, random);
            FitHeaderLength(altered, i);
            long before = GC.GetAllocatedBytesForCurrentThread();
            (read, refused) = IsRead(altered) ? (read + 1, refused) : (read, refused + 1);
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, MostBytes);
        }
        Assert.True(read > 50 && refused > 5_000, $"{read} read, {refused} refused");
    }

    // In half of the files the length of the header is right, so that what the header says is looked at.
    static void FitHeaderLength(byte[] file, int number)
    {
        int end = file.AsSpan().LastIndexOf((byte)'}');
        if (number % 2 == 0 && end > sizeof(ulong))
        {
            BitConverter.TryWriteBytes(file, (ulong)(end + 1 - sizeof(ulong)));
        }
    }

    static bool IsRead(byte[] file)
    {
        try
        {
            SafetensorsBytes.Of(SafetensorsBytes.Read(file));
            return true;
        }
        catch (SafetensorsException e)
        {
            Assert.DoesNotContain('\n', e.Message);
            return false;
        }
    }
}
