using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace LowBit.Numerics;

/// <summary>
/// Any finite set of numbers: the number of code i is <see cref="Values"/>[i]. Values beyond the ends, infinities too,
/// become the nearest end; NaN becomes the number nearest to zero (the positive one of two), or has a code of its own.
/// </summary>
/// <remarks>
/// Stochastic rounding takes the upper neighbour with probability ⌊f · 2³¹⌋ / 2³¹, f = (x − lower) / (upper − lower) in
/// double: |bias| &lt; 2⁻³⁰ of the gap. Nearest to one of two neighbours or the other is decided by their mean in double. The neighbours of a tie have neighbouring places in the sorted set; the even one is the
/// one of even place, counted from the place of the number nearest to zero.
/// </remarks>
public sealed partial record CodebookFormat : NumberFormat
{
    readonly float[] _values, _sorted;
    readonly double[] _midpoints;
    readonly ushort[] _codes;
    readonly int _zero;
    readonly uint _nanCode;
    readonly Lazy<CodebookCells?> _cells;
    readonly Lazy<CodebookPlanes?> _planes;
    readonly Lazy<CodebookRegister?> _register;

    CodebookFormat(float[] values, double[]? midpoints)
    {
        _values = values;
        int nan = Array.FindIndex(values, float.IsNaN);
        _codes = [.. Enumerable.Range(0, values.Length).Where(code => code != nan)
            .OrderBy(code => values[code]).Select(code => (ushort)code)];
        _sorted = [.. _codes.Select(code => values[code])];
        _midpoints = midpoints ?? [.. Enumerable.Range(0, _sorted.Length - 1).Select(i => ((double)_sorted[i] + _sorted[i + 1]) / 2)];
        _zero = Enumerable.Range(0, _sorted.Length).MinBy(place => (Math.Abs(_sorted[place]), _sorted[place] < 0));
        _nanCode = nan < 0 ? _codes[_zero] : (uint)nan;
        _cells = new(() => CodebookCells.Of(this));
        _planes = new(() => CodebookPlanes.IsSupported && _values.Length == 256 ? new(_values) : null);
        _register = new(() => CodebookRegister.IsSupported && _values.Length <= CodebookRegister.Turn ? new(this) : null);
    }

    /// <summary>The numbers in the order of their codes; NaN at the code of NaN, if there is one.</summary>
    public ReadOnlySpan<float> Values => _values;

    /// <inheritdoc/>
    public override int CodeBits => Math.Max(1, 32 - int.LeadingZeroCount(_values.Length - 1));

    /// <inheritdoc/>
    public override double MaxFinite => _sorted[^1];

    /// <inheritdoc/>
    public override double MinFinite => _sorted[0];

    /// <summary>A format of the numbers given.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="values">2 … 65,536 different finite numbers, or one of them NaN; the code of each is its place.</param>
    public static CodebookFormat Of(string name, ReadOnlySpan<float> values) => Of(name, values, midpoints: null);

    /// <summary>A format whose nearest number is decided by midpoints of its own.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="values">2 … 65,536 different finite numbers, or one of them NaN; the code of each is its place.</param>
    /// <param name="midpoints">Between each two neighbours in the sorted set; null: their means.</param>
    internal static CodebookFormat Of(string name, ReadOnlySpan<float> values, double[]? midpoints)
    {
        var numbers = values.ToArray();
        bool areDifferent = numbers.Distinct().Count() == numbers.Length && !numbers.Any(float.IsInfinity);
        if (numbers.Length > 65_536 || numbers.Count(float.IsFinite) < 2 || !areDifferent)
        {
            throw new ArgumentException($"{name}: a codebook holds 2 … 65,536 different finite numbers.", nameof(values));
        }
        return new(numbers, midpoints) { Name = name };
    }

    /// <inheritdoc/>
    public override uint Encode(double value, RoundingMode mode = RoundingMode.NearestEven, uint random = 0) =>
        double.IsNaN(value) ? _nanCode : _codes[Place(value, mode, random)];

    /// <inheritdoc/>
    public override float Decode(uint code)
    {
        int place = (int)(code & ((1u << CodeBits) - 1));
        return place < _values.Length ? _values[place] : throw new ArgumentOutOfRangeException(
            nameof(code), code, $"{Name} has the codes 0 … {_values.Length - 1}.");
    }

    // The modes that stored codes are rounded by; the others go through the reference.
    private protected override bool TryEncode<TCode>(
        ReadOnlySpan<float> values, RoundingMode mode, in GridCall call, KernelPath path, Span<TCode> destination)
    {
        if (mode is not (RoundingMode.NearestEven or RoundingMode.Stochastic) || typeof(TCode) != typeof(byte)
            || _cells.Value is not { } cells)
        {
            return false;
        }
        var codes = MemoryMarshal.Cast<TCode, byte>(destination)[..values.Length];
        if (mode == RoundingMode.Stochastic)
        {
            cells.EncodeStochastic(values, call, path, codes);
        }
        else
        {
            cells.Encode(values, call, codes);
        }
        return true;
    }

    private protected override bool TryDecode<TCode>(
        ReadOnlySpan<TCode> codes, in GridCall call, KernelPath path, Span<float> destination)
    {
        if (typeof(TCode) != typeof(byte))
        {
            return false;
        }
        var bytes = MemoryMarshal.Cast<TCode, byte>(codes);
        int mask = (1 << CodeBits) - 1;
        var (table, planes, register) = (Table, _planes.Value, _register.Value);
        for (int i = 0; i < bytes.Length;)
        {
            int length = call.RunLength(i, bytes.Length);
            var run = bytes.Slice(i, length);
            var numbers = destination.Slice(i, length);
            int done = planes?.Decode(run, call.Scale(i), numbers) ?? register?.Decode(run, call.Scale(i), numbers) ?? 0;
            DecodeRun(run[done..], table, mask, call.Scale(i), numbers[done..]);
            i += length;
        }
        return true;
    }

    static unsafe void DecodeRun(ReadOnlySpan<byte> codes, float[] table, int mask, float scale, Span<float> destination)
    {
        int turn = Vector256<float>.Count, done = codes.Length / turn * turn;
        ref byte from = ref MemoryMarshal.GetReference(codes);
        ref float to = ref MemoryMarshal.GetReference(destination);
        fixed (float* numbers = table)
        {
            for (int i = 0; i < done; i += turn)
            {
                var eight = Vector128.CreateScalar(Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref from, i))).AsByte();
                var index = Vector256.WidenLower(Vector256.WidenLower(eight.ToVector256Unsafe()).GetLower().ToVector256Unsafe());
                var number = Lanes.Gather((int*)numbers, index.AsInt32() & Vector256.Create(mask)).AsSingle();
                (number * scale).StoreUnsafe(ref to, (nuint)i);
            }
        }
        for (int i = done; i < codes.Length; i++)
        {
            destination[i] = table[codes[i] & mask] * scale;
        }
    }

    private protected override float DecodeOrNaN(uint code) => code < _values.Length ? _values[code] : float.NaN;

    /// <summary>Two codebooks are equal if they have one name and the same numbers.</summary>
    /// <param name="other">The other one.</param>
    public bool Equals(CodebookFormat? other) =>
        other is not null && other.Name == Name && _values.AsSpan().SequenceEqual(other._values);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Name, _values.Length);

    int Place(double value, RoundingMode mode, uint random)
    {
        if (value <= _sorted[0] || value >= _sorted[^1])
        {
            return value <= _sorted[0] ? 0 : _sorted.Length - 1;
        }
        int lower = LowerPlace(value);
        return value == _sorted[lower] || !GoesUp(value, lower, mode, random) ? lower : lower + 1;
    }

    // The place of the largest number that is not above the value.
    int LowerPlace(double value)
    {
        int low = 0, high = _sorted.Length - 1;
        while (high - low > 1)
        {
            int middle = (low + high) >>> 1;
            (low, high) = _sorted[middle] <= value ? (middle, high) : (low, middle);
        }
        return low;
    }

    bool GoesUp(double value, int lower, RoundingMode mode, uint random)
    {
        bool isOdd = ((lower - _zero) & 1) != 0;
        bool upIsAway = Math.Abs(_sorted[lower + 1]) > Math.Abs(_sorted[lower]);
        int fromMidpoint = value.CompareTo(_midpoints[lower]);
        return mode switch
        {
            RoundingMode.NearestEven => fromMidpoint > 0 || (fromMidpoint == 0 && isOdd),
            RoundingMode.NearestAway => fromMidpoint > 0 || (fromMidpoint == 0 && upIsAway),
            RoundingMode.NearestZero => fromMidpoint > 0 || (fromMidpoint == 0 && !upIsAway),
            RoundingMode.TowardZero => !upIsAway,
            RoundingMode.Up => true,
            RoundingMode.Down => false,
            RoundingMode.ToOdd => !isOdd,
            RoundingMode.Stochastic => random >> (32 - GridPosition.RandomBits) < Fraction(value, lower),
            RoundingMode.StochasticEqual => random >> 31 != 0,
            _ => throw new ArgumentOutOfRangeException(nameof(mode), mode, "Unknown rounding mode."),
        };
    }

    double Fraction(double value, int lower) =>
        Math.Floor((value - _sorted[lower]) / ((double)_sorted[lower + 1] - _sorted[lower]) * (1L << GridPosition.RandomBits));
}
