using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace LowBit.Bench;

/// <summary>The runs of a suite, one line of JSON each, written as they are measured, by one process at a time.</summary>
sealed class SuiteLog : IDisposable
{
    readonly Mutex _mutex;
    readonly string _path;
    readonly List<SuiteRun> _runs = [];

    /// <summary>Reads what is there; a last line that was cut short is measured again.</summary>
    public SuiteLog(string path)
    {
        _path = path;
        _mutex = Own(Path.GetFullPath(path));
        if (File.Exists(path))
        {
            var text = File.ReadAllText(path);
            _runs.AddRange(text[..(text.LastIndexOf('\n') + 1)].Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Parse));
            Rewrite();
        }
    }

    public IReadOnlyList<SuiteRun> Runs => _runs;

    public void Add(SuiteRun run)
    {
        _runs.Add(run);
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(_path))!);
        File.AppendAllText(_path, JsonSerializer.Serialize(run) + "\n");
    }

    public void Remove(Predicate<SuiteRun> match)
    {
        if (_runs.RemoveAll(match) > 0)
        {
            Rewrite();
        }
    }

    public void Dispose()
    {
        _mutex.ReleaseMutex();
        _mutex.Dispose();
    }

    static Mutex Own(string path)
    {
        var mutex = new Mutex(false, $@"Global\lowbit-suite-{Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(path)))[..16]}");
        try
        {
            return mutex.WaitOne(0) ? mutex : throw new BenchException($"another suite is writing {path}; wait for its end, or name another --output.");
        }
        catch (AbandonedMutexException)
        {
            return mutex; // its process was killed: the log is whole up to its last line
        }
    }

    void Rewrite()
    {
        File.WriteAllLines(_path + ".new", _runs.Select(run => JsonSerializer.Serialize(run)));
        File.Move(_path + ".new", _path, overwrite: true);
    }

    SuiteRun Parse(string line, int index)
    {
        try
        {
            return JsonSerializer.Deserialize<SuiteRun>(line)!;
        }
        catch (JsonException)
        {
            throw new BenchException($"{_path}, line {index + 1} is no run of the suite; take it out or name another --output.");
        }
    }
}
