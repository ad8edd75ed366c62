using System.Text.Json;

namespace LowBit.Bench;

/// <summary>The runs of a suite, one line of JSON each, written as they are measured.</summary>
sealed class SuiteLog
{
    readonly string _path;
    readonly List<SuiteRun> _runs = [];

    /// <summary>Reads what is there; a last line that was cut short is measured again.</summary>
    public SuiteLog(string path)
    {
        _path = path;
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
