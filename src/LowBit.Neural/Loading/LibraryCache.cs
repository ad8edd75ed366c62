namespace LowBit.Neural;

/// <summary>Files that are made from others and kept for the next process. Many processes may use one folder at once.</summary>
static class LibraryCache
{
    /// <summary>Where files may be kept, first to last: the user's cache, by the rules of freedesktop.org.</summary>
    public static IReadOnlyList<string> Folders()
    {
        string cache = Environment.GetEnvironmentVariable("XDG_CACHE_HOME") ?? "";
        string home = Environment.GetEnvironmentVariable("HOME") ?? "";
        string[] roots = [cache, Path.Combine(home, ".cache")];
        return [.. roots.Where(Path.IsPathFullyQualified).Select(root => Path.Combine(root, "lowbit"))];
    }

    /// <summary>
    /// Path of a file with the content given. What is there and differs, as after a full disk, is replaced: the file is written
    /// beside and renamed, so that nobody sees a part of it, and a process that has the old one open keeps that.
    /// </summary>
    public static string Hold(string folder, string name, ReadOnlySpan<byte> content)
    {
        string path = Path.Combine(folder, name);
        if (!Holds(path, content))
        {
            CreatePrivate(folder);
            string beside = Path.Combine(folder, $".{name}.{Guid.NewGuid():N}");
            try
            {
                File.WriteAllBytes(beside, content);
                File.Move(beside, path, overwrite: true);
            }
            finally
            {
                File.Delete(beside);
            }
        }
        return path;
    }

    static bool Holds(string path, ReadOnlySpan<byte> content)
    {
        var file = new FileInfo(path);
        return file.Exists && file.Length == content.Length && content.SequenceEqual(File.ReadAllBytes(path));
    }

    // What is in there gets run: nobody else may write to it.
    static void CreatePrivate(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }
}
