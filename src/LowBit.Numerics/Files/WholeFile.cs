namespace LowBit.Numerics;

/// <summary>Writes a file whole or not at all.</summary>
static class WholeFile
{
    /// <summary>
    /// Writes beside <paramref name="path"/>, flushes to the disk and renames. Where that fails, what stood at the path
    /// stands there still and nothing is left beside it.
    /// </summary>
    public static void Write(string path, Action<Stream> write)
    {
        string target = Path.GetFullPath(path);
        string draft = $"{target}.{Environment.ProcessId}.tmp";
        try
        {
            using (var stream = new FileStream(draft, FileMode.Create, FileAccess.Write))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }
            File.Move(draft, target, overwrite: true);
        }
        catch
        {
            File.Delete(draft);
            throw;
        }
    }
}
