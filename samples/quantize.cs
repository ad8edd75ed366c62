// What low-bit number formats do to a matrix: bytes held and error, for a few quantizers, and one of your own.
// Run: dotnet run samples/quantize.cs
#:project ../src/LowBit.Numerics/LowBit.Numerics.csproj
#:property RestorePackagesWithLockFile=false
using LowBit.Numerics;

const int Rows = 64, Columns = 512;
var random = new RandomStream(Seed: 42, Stream: 0, Step: 0);
float[] weights = [.. Enumerable.Range(0, Rows * Columns).Select(i => Normal((ulong)i) * (i % Columns == 7 ? 20 : 1))];

var own = new Quantizer
{
    Format = FloatFormats.E3M2,
    Scale = new(ScaleStatistic.AbsMax, ScaleCodec.E8M0()),
    Granularity = new PerGroup(16),
    Rounding = RoundingMode.Stochastic,
};
(string Name, Quantizer Quantizer)[] quantizers =
[
    ("int8 by row", Quantizers.Integer(8, new PerRow())), ("int4 by row", Quantizers.Integer(4, new PerRow())),
    ("MXFP8 E4M3", Quantizers.MxFp8E4M3), ("MXFP4", Quantizers.MxFp4), ("NVFP4", Quantizers.NvFp4), ("own", own),
];
Console.WriteLine($"{"quantizer",-12} {"bytes",8} {"of float32",10} {"error",8}");
foreach (var (name, quantizer) in quantizers)
{
    var stored = quantizer.Quantize(weights, Rows, Columns, random, firstIndex: 0, Isa.Best);
    var back = new float[weights.Length];
    Quantizer.Dequantize(stored, Isa.Best, back);
    double error = weights.Zip(back, (x, y) => (double)(x - y) * (x - y)).Sum() / weights.Sum(x => (double)x * x);
    Console.WriteLine($"{name,-12} {stored.StoredBytes,8} {stored.StoredBytes / (4.0 * weights.Length),10:P1} {Math.Sqrt(error),8:P2}");
}

// The sum of twelve uniform numbers is nearly normal.
float Normal(ulong i) => Enumerable.Range(0, 12).Sum(k => random.Word(12 * i + (ulong)k) / 4294967296f) - 6;
