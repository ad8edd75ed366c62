using System.Globalization;
using LowBit.Numerics;
using LowBit.Oracles;

namespace LowBit.Bench;

/// <summary>One format and mode: arrays on the best path against the oracle, codes (up to 16 bits) and numbers alike.</summary>
sealed class FormatCheck
{
    const int Block = 1 << 16;
    static readonly RandomStream Words = new(Seed: 20, Stream: 1, Step: 0), Inputs = new(Seed: 20, Stream: 2, Step: 0);
    readonly NumberFormat _format;
    readonly RoundingMode _mode;
    readonly bool _isSweep;
    readonly int[] _numbers;
    readonly Lock _lock = new();
    long _done, _wrong;

    /// <param name="format">A format of at most 19 bits.</param>
    /// <param name="mode">How it rounds.</param>
    /// <param name="isSweep">Whether the inputs are all floats in the order of their bits, or each exponent in turn.</param>
    /// <param name="count">Inputs.</param>
    public FormatCheck(NumberFormat format, RoundingMode mode, bool isSweep, long count)
    {
        (_format, _mode, _isSweep, Count) = (format, mode, isSweep, count);
        int codes = format is CodebookFormat codebook ? codebook.Values.Length : 1 << format.CodeBits;
        _numbers = [.. Enumerable.Range(0, codes).Select(code => BitConverter.SingleToInt32Bits(format.Decode((uint)code)))];
    }

    public long Count { get; }

    public string FirstFault { get; private set; } = "";

    /// <summary>The number of wrong results.</summary>
    public long Run(int threads, Action<double> progress)
    {
        int blocks = (int)((Count + Block - 1) / Block);
        var options = new ParallelOptions { MaxDegreeOfParallelism = threads };
        Parallel.For(0, blocks, options, () => new Buffers(_format), (block, _, buffers) =>
        {
            ulong first = (ulong)block * Block;
            Check(first, (int)Math.Min(Block, Count - (long)first), buffers);
            long done = Interlocked.Increment(ref _done);
            if (done * 64 / blocks != (done - 1) * 64 / blocks)
            {
                progress(done / (double)blocks);
            }
            return buffers;
        }, _ => { });
        return _wrong;
    }

    void Check(ulong first, int length, Buffers buffers)
    {
        var values = buffers.Values.AsSpan(0, length);
        Fill(first, values, buffers.Words);
        _format.Round(values, _mode, Words, first, Isa.Best, buffers.Numbers);
        bool hasCodes = _format.CodeBits <= 16;
        if (hasCodes)
        {
            _format.Encode(values, _mode, Words, first, Isa.Best, buffers.Codes.AsSpan());
        }
        bool isStochastic = _mode is RoundingMode.Stochastic or RoundingMode.StochasticEqual;
        if (_isSweep && !isStochastic && float.IsFinite(values[^1]))
        {
            ExpectMonotone(values, buffers.Expected, buffers.Oracle);
        }
        else
        {
            Words.Fill(first, buffers.Words.AsSpan(0, length), Isa.Best);
            for (int i = 0; i < length; i++)
            {
                buffers.Expected[i] = buffers.Oracle.Encode(values[i], _mode, buffers.Words[i]);
            }
        }
        Compare(values, hasCodes, buffers);
    }

    // Other modes are monotone: where the ends of a stretch of neighbouring floats have one code, so has all of it.
    void ExpectMonotone(ReadOnlySpan<float> values, Span<uint> expected, TableOracle oracle)
    {
        expected = expected[..values.Length];
        uint first = oracle.Encode(values[0], _mode, 0), last = oracle.Encode(values[^1], _mode, 0);
        if (first == last || values.Length <= 2)
        {
            expected.Fill(first);
            expected[^1] = last;
            return;
        }
        int half = values.Length / 2;
        ExpectMonotone(values[..half], expected, oracle);
        ExpectMonotone(values[half..], expected[half..], oracle);
    }

    // A NaN stays one where there is no code for it.
    void Compare(ReadOnlySpan<float> values, bool hasCodes, Buffers buffers)
    {
        for (int i = 0; i < values.Length; i++)
        {
            uint expected = buffers.Expected[i];
            bool isRight = BitConverter.SingleToInt32Bits(buffers.Numbers[i]) == _numbers[expected]
                || (float.IsNaN(values[i]) && float.IsNaN(buffers.Numbers[i]));
            if (!isRight || (hasCodes && buffers.Codes[i] != expected))
            {
                CountFault(values[i], buffers, i);
            }
        }
    }

    void Fill(ulong first, Span<float> values, uint[] words)
    {
        if (!_isSweep)
        {
            Inputs.Fill(first, words.AsSpan(0, values.Length), Isa.Best);
        }
        for (int i = 0; i < values.Length; i++)
        {
            uint place = (uint)first + (uint)i;
            values[i] = BitConverter.UInt32BitsToSingle(_isSweep ? place : (words[i] & 0x807F_FFFF) | ((place & 0xFF) << 23));
        }
    }

    void CountFault(float value, Buffers buffers, int i)
    {
        lock (_lock)
        {
            _wrong++;
            FirstFault = FirstFault.Length > 0 ? FirstFault : string.Create(CultureInfo.InvariantCulture,
                $"{_format}, {_mode}: {value:R} (bits {BitConverter.SingleToUInt32Bits(value):X8}, word {buffers.Words[i]:X8}) became code {buffers.Codes[i]:X}, number {buffers.Numbers[i]:R}; expected code {buffers.Expected[i]:X}.");
        }
    }

    /// <summary>What a thread works with.</summary>
    sealed class Buffers(NumberFormat format)
    {
        public TableOracle Oracle { get; } = new(format);

        public float[] Values { get; } = new float[Block];

        public float[] Numbers { get; } = new float[Block];

        public ushort[] Codes { get; } = new ushort[Block];

        public uint[] Words { get; } = new uint[Block];

        public uint[] Expected { get; } = new uint[Block];
    }
}
