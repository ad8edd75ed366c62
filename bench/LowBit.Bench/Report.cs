using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;
using LowBit.Boosting;
using LowBit.Interop;
using LowBit.Numerics;
using Microsoft.ML;

namespace LowBit.Bench;

/// <summary>Text of a command: Markdown, to the console as it grows and to a file at the end.</summary>
/// <param name="isShown">Whether the console gets it.</param>
sealed class Report(bool isShown = true)
{
    readonly List<string> _lines = [];

    public void Line(string text = "")
    {
        _lines.Add(text);
        if (isShown)
        {
            Console.WriteLine(text);
        }
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
        Line(Versions);
        Repeat(arguments.ForOthers);
    }

    /// <summary>How to run it again.</summary>
    public void Repeat(string command)
    {
        Line($"Repeat: `dotnet run -c Release --project bench/LowBit.Bench -- {command}`");
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

    /// <summary>The processor's name as a folder's, and its vectors where they are not of 512 bits: amd-epyc-avx2.</summary>
    public static string CpuSlug { get; } = CpuName + (Isa.Best == KernelPath.Avx512 ? "" : $"-{Isa.Best.ToString().ToLowerInvariant()}");

    static string CpuName => string.Join('-', string.Concat(
        Cpu.Replace("(R)", "", StringComparison.Ordinal).Replace("(TM)", "", StringComparison.Ordinal).ToLowerInvariant()
            .Select(sign => char.IsAsciiLetterOrDigit(sign) ? sign : ' ')).Split(' ', StringSplitOptions.RemoveEmptyEntries));

    /// <summary>Processor, system, runtime and engines.</summary>
    public static string Versions { get; } =
        $"{Cpu}, {Environment.ProcessorCount} cores, {RuntimeInformation.OSDescription}; {RuntimeInformation.FrameworkDescription}; "
        + $"LightGBM {LightGbmLibrary.Version}; ML.NET {FileVersionInfo.GetVersionInfo(typeof(MLContext).Assembly.Location).ProductVersion?.Split('+', '-')[0]}; "
        + $"LowBit {Build}.";

    /// <summary>LowBit's version and commit.</summary>
    static string Build
    {
        get
        {
            var words = typeof(Booster).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+');
            return words.Length > 1 ? $"{words[0]} ({words[1][..9]})" : words[0];
        }
    }

    public static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
