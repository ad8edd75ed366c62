using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace LowBit.Tests;

/// <summary>A folder of files for one test, gone when the test ends.</summary>
sealed class CommandFolder : IDisposable
{
    readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("lowbit-tests-");

    public string this[string name] => Path.Combine(_folder.FullName, name);

    public string[] Files => [.. _folder.GetFiles().Select(file => file.Name).Order()];

    public string Write(string name, params IEnumerable<string> lines)
    {
        File.WriteAllText(this[name], string.Join('\n', lines) + "\n");
        return this[name];
    }

    public string WriteGZip(string name, params IEnumerable<string> lines)
    {
        using var stream = new GZipStream(File.Create(this[name]), CompressionLevel.Fastest);
        stream.Write(Encoding.UTF8.GetBytes(string.Join('\n', lines) + "\n"));
        return this[name];
    }

    public void Dispose() => _folder.Delete(recursive: true);

    /// <summary>y, x, z, color: y is 1 where x + z and the color say so; z is missing now and then.</summary>
    public static IEnumerable<string> Table(int rowCount, int seed = 0)
    {
        yield return "y,x,z,color";
        for (int row = 0; row < rowCount; row++)
        {
            double x = (row * 37 + seed * 11) % 101 / 10.0, z = row * 53 % 97 / 7.0;
            string color = ((string[])["red", "green", "blue"])[row * 7 % 3];
            int label = x + z + (color == "red" ? 4 : 0) > 12 ? 1 : 0;
            string text = z.ToString("R", CultureInfo.InvariantCulture);
            yield return string.Create(CultureInfo.InvariantCulture, $"{label},{x},{(row % 13 == 5 ? "" : text)},{color}");
        }
    }
}
