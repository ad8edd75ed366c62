namespace LowBit.Tests;

/// <summary>The files of the repository that this test was built in.</summary>
static class Repository
{
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    public static string Read(params string[] path) => File.ReadAllText(Path.Combine([Root, .. path]));

    /// <summary>Files of a kind below a folder, without what builds have left there.</summary>
    public static IEnumerable<string> Files(string folder, string pattern) =>
        Directory.EnumerateFiles(Path.Combine(Root, folder), pattern, SearchOption.AllDirectories)
            .Where(path => !Path.GetRelativePath(Root, path).Split('/', '\\').Any(part => part is "bin" or "obj"));

    static string Find(string folder) => File.Exists(Path.Combine(folder, "LowBit.slnx"))
        ? folder : Find(Path.GetDirectoryName(folder.TrimEnd('/', '\\')) ?? throw new DirectoryNotFoundException("LowBit.slnx"));
}
