using System.Buffers;

namespace LowBit.Numerics;

/// <summary>Pooled room for the scales of a matrix.</summary>
readonly ref struct BlockScales : IDisposable
{
    readonly float[] _scales;
    readonly int[] _zeroPoints;

    internal BlockScales(int count, bool isAffine)
    {
        _scales = ArrayPool<float>.Shared.Rent(count);
        _zeroPoints = isAffine ? ArrayPool<int>.Shared.Rent(count) : [];
        Scales = _scales.AsSpan(0, count);
        ZeroPoints = isAffine ? _zeroPoints.AsSpan(0, count) : default;
    }

    internal Span<float> Scales { get; }

    internal Span<int> ZeroPoints { get; }

    public void Dispose()
    {
        ArrayPool<float>.Shared.Return(_scales);
        if (_zeroPoints.Length > 0)
        {
            ArrayPool<int>.Shared.Return(_zeroPoints);
        }
    }
}
