using System.Diagnostics;
using System.Runtime.InteropServices;

namespace LowBit.Tests;

/// <summary>The command as a process of its own, which can be sent signals and be killed.</summary>
sealed partial class ChildCommand : IDisposable
{
    const int Interrupt = 2, Terminate = 15;
    static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    readonly Process _process;
    readonly Task<string> _out, _error;

    public ChildCommand(params string[] args)
    {
        string command = Path.Combine(AppContext.BaseDirectory, "lowbit.dll");
        _process = Process.Start(new ProcessStartInfo("dotnet", [command, .. args])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        (_out, _error) = (_process.StandardOutput.ReadToEndAsync(), _process.StandardError.ReadToEndAsync());
    }

    public bool HasExited => _process.HasExited;

    /// <summary>Signals to processes are those of Unix.</summary>
    public static bool IsSupported => !OperatingSystem.IsWindows();

    public ChildCommand SendInterrupt() => Send(Interrupt);

    public ChildCommand SendTerminate() => Send(Terminate);

    public void Kill() => _process.Kill();

    /// <summary>Waits for a file to appear, or for the process to end.</summary>
    public ChildCommand AwaitFile(string path)
    {
        Await(() => HasExited || File.Exists(path));
        return this;
    }

    public CommandRun Wait()
    {
        Assert.True(_process.WaitForExit(Limit), "the command did not end");
        return new(_process.ExitCode, _out.Result, _error.Result);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }
        _process.Dispose();
    }

    static void Await(Func<bool> isThere) => Assert.True(SpinWait.SpinUntil(isThere, Limit), "nothing happened for a minute");

    ChildCommand Send(int signal)
    {
        if (!_process.HasExited)
        {
            Assert.Equal(0, SendSignal(_process.Id, signal));
        }
        return this;
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int SendSignal(int process, int signal);
}
