namespace LowBit.Neural;

/// <summary>Where native libraries are looked for, first to last.</summary>
static class NativeFolders
{
    /// <summary>Option of runtimeconfig.json with the folder of libtorch, where it does not stand beside the program.</summary>
    public const string Option = "LowBit.LibTorch";

    /// <summary>
    /// The folders that the runtime searches, as TorchSharp itself will, so that both come upon the same file; then the
    /// program's own, and the one of <see cref="Option"/>.
    /// </summary>
    public static IReadOnlyList<string> All()
    {
        string searched = AppContext.GetData("NATIVE_DLL_SEARCH_DIRECTORIES") as string ?? "";
        string program = AppContext.BaseDirectory;
        string[] folders =
        [
            .. searched.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries),
            program,
            Path.Combine(program, "runtimes", "linux-x64", "native"),
            AppContext.GetData(Option) as string ?? "",
        ];
        return [.. folders.Where(folder => folder.Length > 0).Select(Path.TrimEndingDirectorySeparator).Distinct()];
    }
}
