using System.Globalization;
using LowBit.Numerics;
using LowBit.Oracles;

namespace LowBit.Bench;

/// <summary>One format and mode: arrays on the best path against the oracle, codes (up to 16 bits) and numbers alike.</summary>
sealed class FormatCheck(NumberFormat format, RoundingMode mode, bool isSweep, long count)
{
    const int Block = 1 << 16;
    static readonly RandomStream Words = new(Seed: 20, Stream: 1, Step: 0), Inputs = new(Seed: 20, Stream: 2, Step: 0);
    readonly Lock _lock = new();
    long _done, _wrong;

    public long Count => count;

    public string FirstFault { get; private set; } = "";

    /// <summary>The number of wrong results.</summary>
    public long Run(int threads, Action<double> progress)
    {
        int blocks = (int)((count + Block - 1) / Block);
        Parallel.For(0, blocks, new ParallelOptions { MaxDegreeOfParallelism = threads }, () => new TableOracle(format), (block, _, oracle) =>
        {
            Check(block, oracle);
            long done = Interlocked.Increment(ref _done);
            if (done * 64 / blocks != (done - 1) * 64 / blocks)
            {
                progress(done / (double)blocks);
            }
            return oracle;
        }, _ => { });
        return _wrong;
    }

    void Check(int block, TableOracle oracle)
    {
        ulong first = (ulong)block * Block;
        int length = (int)Math.Min(Block, count - (long)first);
        var values = new float[length];
        Fill(first, values);
        var words = new uint[length];
        Words.Fill(first, words, Isa.Best);
        var numbers = new float[length];
        format.Round(values, mode, Words, first, Isa.Best, numbers);
        var codes = new ushort[length];
        bool hasCodes = format.CodeBits <= 16;
        if (hasCodes)
        {
            format.Encode(values, mode, Words, first, Isa.Best, codes);
        }
        for (int i = 0; i < length; i++)
        {
            uint expected = oracle.Encode(values[i], mode, words[i]);
            // A NaN stays one where there is no code for it.
            bool isRight = float.IsNaN(values[i])
                ? float.IsNaN(numbers[i])
                : BitConverter.SingleToInt32Bits(numbers[i]) == BitConverter.SingleToInt32Bits(format.Decode(expected));
            if (!isRight || (hasCodes && codes[i] != expected))
            {
                CountFault(values[i], words[i], expected, codes[i], numbers[i]);
            }
        }
    }

    // All floats in the order of their bits, or each exponent in turn with random other bits.
    void Fill(ulong first, float[] values)
    {
        var words = new uint[values.Length];
        Inputs.Fill(first, words, Isa.Best);
        for (int i = 0; i < values.Length; i++)
        {
            uint bits = isSweep ? (uint)first + (uint)i : (words[i] & 0x807F_FFFF) | (((uint)first + (uint)i) << 23 & 0x7F80_0000);
            values[i] = BitConverter.UInt32BitsToSingle(bits);
        }
    }

    void CountFault(float value, uint word, uint expected, ushort code, float number)
    {
        lock (_lock)
        {
            _wrong++;
            FirstFault = FirstFault.Length > 0 ? FirstFault : string.Create(CultureInfo.InvariantCulture,
                $"{format}, {mode}: {value:R} (bits {BitConverter.SingleToUInt32Bits(value):X8}, word {word:X8}) became code {code:X}, number {number:R}; expected code {expected:X}, number {format.Decode(expected):R}.");
        }
    }
}
