using LowBit.Boosting;

namespace LowBit.Studies;

/// <summary>From intervals to verdicts.</summary>
static class Verdicts
{
    /// <summary>By the interval alone; one that holds a NaN is inconclusive.</summary>
    public static Verdict Of(PairedInterval interval, Bounds bounds) =>
        interval.Low >= bounds.Low && interval.High <= bounds.High ? Verdict.Verified
        : interval.High < bounds.Low || interval.Low > bounds.High ? Verdict.NotVerified
        : Verdict.Inconclusive;

    /// <summary>Of a study: verified with all its claims, not verified with one that is not.</summary>
    public static Verdict Of(IReadOnlyCollection<Verdict> claims) =>
        claims.Contains(Verdict.NotVerified) ? Verdict.NotVerified
        : claims.Count == 0 || claims.Contains(Verdict.Inconclusive) ? Verdict.Inconclusive
        : Verdict.Verified;

    public static string Text(this Verdict verdict) => verdict switch
    {
        Verdict.Verified => "verified",
        Verdict.NotVerified => "not verified",
        _ => "inconclusive",
    };
}
