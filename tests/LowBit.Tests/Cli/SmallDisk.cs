using System.Diagnostics;

namespace LowBit.Tests;

/// <summary>A disk of a few pages, so that it can be filled.</summary>
sealed class SmallDisk : IDisposable
{
    readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("lowbit-disk-");

    public string Folder => _folder.FullName;

    /// <summary>Null where this process may not mount one.</summary>
    public static SmallDisk? TryMount()
    {
        if (!OperatingSystem.IsLinux() || Environment.UserName != "root")
        {
            return null;
        }
        var disk = new SmallDisk();
        if (Run("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", disk.Folder) == 0)
        {
            return disk;
        }
        disk._folder.Delete();
        return null;
    }

    /// <summary>Leaves no byte free.</summary>
    public void Fill()
    {
        using var filler = new FileStream(Path.Combine(Folder, "filler"), FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        try
        {
            while (true)
            {
                filler.Write(new byte[1024]);
            }
        }
        catch (IOException)
        {
        }
    }

    public void Dispose()
    {
        Run("umount", Folder);
        _folder.Delete();
    }

    static int Run(string command, params string[] args)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(command, args) { RedirectStandardError = true })!;
            process.WaitForExit();
            return process.ExitCode;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return -1;
        }
    }
}
