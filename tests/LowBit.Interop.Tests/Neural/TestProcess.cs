using System.Diagnostics;

namespace LowBit.Interop.Tests;

/// <summary>One test of this assembly, run by a process of its own.</summary>
sealed class TestProcess : IDisposable
{
    static readonly TimeSpan Limit = TimeSpan.FromMinutes(4);

    readonly Process _process;
    readonly Task<string> _out, _error;

    public TestProcess(string method, params (string Name, string Value)[] environment)
    {
        string assembly = typeof(TestProcess).Assembly.Location;
        var start = new ProcessStartInfo("dotnet", [assembly, "-method", "*." + method, "-noColor", "-noLogo"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }
        _process = Process.Start(start)!;
        (_out, _error) = (_process.StandardOutput.ReadToEndAsync(), _process.StandardError.ReadToEndAsync());
    }

    /// <summary>Waits for the end: the test must have passed, and nothing been said besides.</summary>
    public void AssertPassed()
    {
        Assert.True(_process.WaitForExit(Limit), "the test did not end");
        Assert.True(_process.ExitCode == 0, _out.Result + _error.Result);
        Assert.Contains("Total: 1, Errors: 0, Failed: 0, Skipped: 0", _out.Result, StringComparison.Ordinal);
        Assert.Equal("", _error.Result);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }
        _process.Dispose();
    }
}
