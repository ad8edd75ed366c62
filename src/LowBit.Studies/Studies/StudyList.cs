using LowBit.Boosting;

namespace LowBit.Studies;

/// <summary>All studies.</summary>
static class StudyList
{
    public static IReadOnlyList<Study> All { get; } = [new Int8Study(), new StatQuantStudy(), new StatQuantCifarStudy(), new DqtStudy()];

    /// <exception cref="BadOptionException">There is none of this name.</exception>
    public static Study Named(string name) => All.FirstOrDefault(study => study.Name == name)
        ?? throw new BadOptionException(
            $"unknown study '{name}'; allowed: {string.Join(", ", All.Select(study => study.Name))}."
            + NearestName.Question(name, All.Select(study => study.Name)));
}
