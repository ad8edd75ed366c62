namespace LowBit.Tests;

/// <summary>Python's generator (MT19937, seeded by a small integer), to draw the samples that published figures are of.</summary>
sealed class MersenneTwister
{
    const int Length = 624, Middle = 397;

    readonly uint[] _state = new uint[Length];
    int _next = Length;
    double? _secondGauss;

    public MersenneTwister(uint seed)
    {
        _state[0] = 19650218;
        for (uint i = 1; i < Length; i++)
        {
            _state[i] = 1812433253 * (_state[i - 1] ^ (_state[i - 1] >> 30)) + i;
        }
        int at = 1;
        for (int k = 0; k < Length; k++)
        {
            _state[at] = (_state[at] ^ (Mixed(at) * 1664525)) + seed;
            at = Advance(at);
        }
        for (int k = 0; k < Length - 1; k++)
        {
            _state[at] = (_state[at] ^ (Mixed(at) * 1566083941)) - (uint)at;
            at = Advance(at);
        }
        _state[0] = 0x8000_0000;
    }

    /// <summary>0 … 1, of 53 bits.</summary>
    public double Uniform() => ((Word() >> 5) * 67108864.0 + (Word() >> 6)) / 9007199254740992.0;

    /// <summary>A standard normal value.</summary>
    public double Gauss()
    {
        if (_secondGauss is { } second)
        {
            _secondGauss = null;
            return second;
        }
        double angle = Uniform() * 2 * Math.PI, radius = Math.Sqrt(-2 * Math.Log(1 - Uniform()));
        _secondGauss = Math.Sin(angle) * radius;
        return Math.Cos(angle) * radius;
    }

    uint Mixed(int at) => _state[at - 1] ^ (_state[at - 1] >> 30);

    int Advance(int at)
    {
        if (++at < Length)
        {
            return at;
        }
        _state[0] = _state[Length - 1];
        return 1;
    }

    uint Word()
    {
        if (_next == Length)
        {
            for (int i = 0; i < Length; i++)
            {
                uint y = (_state[i] & 0x8000_0000) | (_state[(i + 1) % Length] & 0x7FFF_FFFF);
                _state[i] = _state[(i + Middle) % Length] ^ (y >> 1) ^ ((y & 1) * 0x9908_B0DF);
            }
            _next = 0;
        }
        uint word = _state[_next++];
        word ^= word >> 11;
        word ^= (word << 7) & 0x9D2C_5680;
        word ^= (word << 15) & 0xEFC6_0000;
        return word ^ (word >> 18);
    }
}
