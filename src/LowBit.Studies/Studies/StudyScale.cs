namespace LowBit.Studies;

/// <summary>How much of a study is run.</summary>
enum StudyScale
{
    /// <summary>All of it: its claims get verdicts.</summary>
    Full,

    /// <summary>Few steps on few data, to see that everything runs: no verdict.</summary>
    Quick,
}
