using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using LowBit.Interop;
using Microsoft.ML;

namespace LowBit.Bench;

/// <summary>Text of a command: Markdown, to the console as it grows and to a file at the end.</summary>
sealed class Report
{
    readonly List<string> _lines = [];

    public void Line(string text = "")
    {
        _lines.Add(text);
        Console.WriteLine(text);
    }

    /// <summary>A table; columns of numbers are aligned to the right.</summary>
    public void Table(string[] header, IEnumerable<string[]> rows)
    {
        string[][] all = [header, .. rows];
        var widths = header.Select((_, column) => Math.Max(3, all.Max(row => row[column].Length))).ToArray();
        var isNumber = header.Select((_, column) => all.Skip(1).Any(row => row[column].Length > 0 && char.IsAsciiDigit(row[column].Trim('+', '-')[0]))).ToArray();
        foreach (var (index, row) in all.Index())
        {
            Line("| " + string.Join(" | ", row.Select((cell, column) => Pad(cell, column))) + " |");
            if (index == 0)
            {
                Line("| " + string.Join(" | ", widths.Select((width, column) => new string('-', width - 1) + (isNumber[column] ? ':' : '-'))) + " |");
            }
        }
        Line();

        string Pad(string cell, int column) => isNumber[column] ? cell.PadLeft(widths[column]) : cell.PadRight(widths[column]);
    }

    /// <summary>What ran where, and how to run it again.</summary>
    public void Machine(Arguments arguments)
    {
        Line($"{Cpu}, {Environment.ProcessorCount} cores, {RuntimeInformation.OSDescription}; {RuntimeInformation.FrameworkDescription}; "
            + $"LightGBM {LightGbmLibrary.Version}; ML.NET {FileVersionInfo.GetVersionInfo(typeof(MLContext).Assembly.Location).ProductVersion?.Split('+', '-')[0]}; LowBit {typeof(Report).Assembly.GetName().Version?.ToString(3)}.");
        Line($"Repeat: `dotnet run -c Release --project bench/LowBit.Bench -- {arguments.ForOthers}`");
        Line();
    }

    public void Save(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        File.WriteAllLines(path, _lines.AsEnumerable().Reverse().SkipWhile(line => line == "").Reverse());
    }

    /// <summary>The processor's name, as Linux gives it.</summary>
    public static string Cpu { get; } = File.Exists("/proc/cpuinfo")
        ? File.ReadLines("/proc/cpuinfo").First(line => line.StartsWith("model name", StringComparison.Ordinal)).Split(": ")[1]
        : RuntimeInformation.ProcessArchitecture.ToString();

    public static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
