using LowBit.Boosting;
using LowBit.Numerics;

namespace LowBit.Cli;

/// <summary>Files that appear whole or not at all.</summary>
static class OutputFile
{
    /// <summary>Refuses a path that cannot become a file before hours are spent on what goes into it.</summary>
    public static void Check(string path)
    {
        string folder = Path.GetDirectoryName(Path.GetFullPath(path)) ?? "";
        if (Directory.Exists(path))
        {
            throw new BadOptionException($"{path} is a folder; give the name of a file.");
        }
        if (!Directory.Exists(folder))
        {
            throw new BadOptionException($"{path} cannot be written: the folder {folder} does not exist. Make it, or give another path.");
        }
    }

    /// <exception cref="BadOptionException">The disk is full, the folder is read-only, ….</exception>
    public static void Write(string path, Action<Stream> write)
    {
        Check(path);
        try
        {
            WholeFile.Write(path, write);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new BadOptionException($"{path} cannot be written ({e.Message}). Free space or give another path; nothing was changed.", e);
        }
    }
}
