using System.Diagnostics;
using LowBit.Numerics;

namespace LowBit.Bench;

/// <summary>Rounding of arrays next to rounding by definition, on more inputs than a test has time for.</summary>
static class VerifyCommand
{
    static readonly NumberFormat[] Catalogue =
    [
        .. FloatFormats.All.Where(format => format.CodeBits <= 19), IntegerFormat.Full(8), IntegerFormat.Symmetric(8),
        IntegerFormat.Unsigned(8), IntegerFormat.Full(4), IntegerFormat.FixedPoint(16, 8) with { Name = "Fixed16.8" }, Codebooks.Binary, Codebooks.Ternary,
        Codebooks.NF4, Codebooks.NineLevels, Codebooks.DynamicSigned, Codebooks.DynamicUnsigned,
    ];

    public static void Run(Arguments arguments)
    {
        bool all = arguments.Flag("all");
        int count = arguments.Number("count", 1 << 24), threads = arguments.Number("threads", 2);
        var formats = arguments.List("formats", all ? "E4M3Fn,E5M2,E2M1,BFloat16" : string.Join(',', Catalogue.Select(format => format.Name)));
        var modes = arguments.List("modes", all ? "NearestEven" : string.Join(',', Enum.GetNames<RoundingMode>()));
        arguments.RejectOthers();
        var pairs = formats.SelectMany(format => modes.Select(mode => (Format: Named(format), Mode: Mode(mode)))).ToList();
        foreach (var (format, mode) in pairs)
        {
            var check = new FormatCheck(format, mode, all, all ? 1L << 32 : count);
            long start = Stopwatch.GetTimestamp();
            long wrong = check.Run(threads, share => Console.Error.Write($"\r{format}, {mode}: {share:P0} "));
            Console.Error.Write("\r");
            Console.WriteLine(FormattableString.Invariant(
                $"{format}, {mode}: {check.Count} inputs on {Isa.Best}, {wrong} wrong, {Stopwatch.GetElapsedTime(start).TotalSeconds:F1} s"));
            if (wrong > 0)
            {
                throw new BenchException(check.FirstFault);
            }
        }
        Console.WriteLine($"{pairs.Count} pairs of format and mode, 0 wrong");
    }

    static NumberFormat Named(string name) => Catalogue.FirstOrDefault(format => format.Name == name)
        ?? throw new BenchException($"--formats has '{name}'; it takes {string.Join(", ", Catalogue.Select(format => format.Name))}.");

    static RoundingMode Mode(string name) => Enum.TryParse<RoundingMode>(name, out var mode) && Enum.IsDefined(mode)
        ? mode
        : throw new BenchException($"--modes has '{name}'; it takes {string.Join(", ", Enum.GetNames<RoundingMode>())}.");
}
