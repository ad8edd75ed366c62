using System.Buffers.Binary;

namespace LowBit.Numerics;

// State: version, kind of policy, length of the history (int32 each); counts of observations and skips (int64 each); the
// range and the history, two doubles each. Little-endian.
public sealed partial class RangeTracker
{
    const int StateVersion = 1, HeaderLength = 3 * sizeof(int) + 2 * sizeof(long), RangeLength = 2 * sizeof(double);

    /// <summary>Bytes of the state.</summary>
    public int StateLength => HeaderLength + RangeLength * (1 + _history.Length);

    /// <summary>Writes the state.</summary>
    /// <param name="destination">out: [<see cref="StateLength"/>, or longer].</param>
    public void Save(Span<byte> destination)
    {
        var to = destination[..StateLength];
        BinaryPrimitives.WriteInt32LittleEndian(to, StateVersion);
        BinaryPrimitives.WriteInt32LittleEndian(to[4..], PolicyKind);
        BinaryPrimitives.WriteInt32LittleEndian(to[8..], _history.Length);
        BinaryPrimitives.WriteInt64LittleEndian(to[12..], ObservationCount);
        BinaryPrimitives.WriteInt64LittleEndian(to[20..], SkippedCount);
        Write(_range, to[HeaderLength..]);
        for (int i = 0; i < _history.Length; i++)
        {
            Write(_history[i], to[(HeaderLength + RangeLength * (i + 1))..]);
        }
    }

    /// <summary>Takes on a state that a tracker of the same kind of policy and length of history wrote; decay and margin are not part of
    /// it. Nothing is changed if it is refused.</summary>
    /// <param name="state">What <see cref="Save"/> wrote.</param>
    /// <exception cref="InvalidDataException">It is of another length, version or policy, or cannot have been written.</exception>
    public void Load(ReadOnlySpan<byte> state)
    {
        Require(state.Length == StateLength, $"{state.Length} bytes; this policy has {StateLength}");
        int version = BinaryPrimitives.ReadInt32LittleEndian(state);
        Require(version == StateVersion, $"version {version}; this program reads version {StateVersion}");
        int kind = BinaryPrimitives.ReadInt32LittleEndian(state[4..]), length = BinaryPrimitives.ReadInt32LittleEndian(state[8..]);
        Require(kind == PolicyKind && length == _history.Length, $"another policy (kind {kind}, history {length})");
        long observed = BinaryPrimitives.ReadInt64LittleEndian(state[12..]), skipped = BinaryPrimitives.ReadInt64LittleEndian(state[20..]);
        Require(observed >= 0 && skipped >= 0, "a negative count");
        for (int i = 0; i <= _history.Length; i++)
        {
            var range = Read(state[(HeaderLength + RangeLength * i)..]);
            bool mayBeMissing = i == 0 && (observed == 0 || (Policy is CurrentPolicy && skipped > 0));
            bool isMissing = double.IsNaN(range.Min) && double.IsNaN(range.Max);
            Require(range is { IsFinite: true, Min: <= 0, Max: >= 0 } || (mayBeMissing && isMissing), $"the range {range}");
        }
        (_range, ObservationCount, SkippedCount) = (Read(state[HeaderLength..]), observed, skipped);
        for (int i = 0; i < _history.Length; i++)
        {
            _history[i] = Read(state[(HeaderLength + RangeLength * (i + 1))..]);
        }
    }

    // Numbers of the file format: never change one.
    int PolicyKind => Policy switch
    {
        CurrentPolicy => 0,
        RunningEmaPolicy => 1,
        InHindsightPolicy => 2,
        DelayedPolicy { Reduction: HistoryReduction.Max } => 3,
        DelayedPolicy => 4,
        _ => 5,
    };

    static void Require(bool holds, string found)
    {
        if (!holds)
        {
            throw new InvalidDataException($"The state of a range tracker has {found}. Use one that this policy saved.");
        }
    }

    static void Write(ValueRange range, Span<byte> to)
    {
        BinaryPrimitives.WriteDoubleLittleEndian(to, range.Min);
        BinaryPrimitives.WriteDoubleLittleEndian(to[8..], range.Max);
    }

    static ValueRange Read(ReadOnlySpan<byte> from) =>
        new(BinaryPrimitives.ReadDoubleLittleEndian(from), BinaryPrimitives.ReadDoubleLittleEndian(from[8..]));
}
