namespace LowBit.Numerics;

/// <summary>
/// How the terms of a row are cut into 32-bit words. A word holds neighbouring terms of one chain; what is left of the
/// last word of a chain is 0.
/// </summary>
/// <param name="terms">Terms of a row, k.</param>
/// <param name="chainTerms">Terms of a chain, ≥ 1; the last chain may be shorter.</param>
/// <param name="termsPerWord">Terms that a word has room for.</param>
readonly struct WordLayout(int terms, int chainTerms, int termsPerWord)
{
    /// <summary>Words of a chain, but for the last.</summary>
    internal int ChainWords { get; } = (chainTerms - 1) / termsPerWord + 1;

    /// <summary>Words of a row.</summary>
    internal int Words => terms / chainTerms * ChainWords + (terms % chainTerms + termsPerWord - 1) / termsPerWord;

    /// <summary>Whether term t stands in word t / <c>termsPerWord</c>.</summary>
    internal bool IsUnbroken => chainTerms % termsPerWord == 0 || chainTerms >= terms;

    /// <summary>The terms of a word.</summary>
    internal (int First, int Count) Of(int word)
    {
        int chain = word / ChainWords, start = chain * chainTerms;
        int first = start + (word - chain * ChainWords) * termsPerWord;
        return (first, Math.Min(termsPerWord, Math.Min(chainTerms, terms - start) - (first - start)));
    }

    /// <summary>How many words from the first on are full, where the row is unbroken; else 0.</summary>
    internal int FullWords => IsUnbroken ? terms / termsPerWord : 0;
}
