namespace LowBit.Boosting;

/// <summary>Which candidates of a feature count: all of them, or one drawn by a random word.</summary>
readonly record struct CandidateDraw
{
    readonly uint _word;
    readonly bool _isOne;

    CandidateDraw(uint word) => (_word, _isOne) = (word, true);

    public static CandidateDraw All => default;

    public static CandidateDraw One(uint word) => new(word);

    public bool IsAll => !_isOne;

    /// <summary>The one that counts, each with the same chance (to within count / 2³²); −1: all.</summary>
    /// <param name="count">Candidates; where there are none, number 0 is drawn.</param>
    public int Of(int count) => _isOne ? (int)((ulong)_word * (uint)Math.Max(1, count) >> 32) : -1;
}
