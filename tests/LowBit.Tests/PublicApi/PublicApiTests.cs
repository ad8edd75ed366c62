using System.Runtime.CompilerServices;
using LowBit.Boosting;
using LowBit.Collectives;
using LowBit.Numerics;

namespace LowBit.Tests;

/// <summary>
/// The public surface, one line a member, stands beside this file: a change of it shows in the diff. To take a change over,
/// run the tests with LOWBIT_TAKE_API=1.
/// </summary>
public class PublicApiTests
{
    [Theory]
    [InlineData(typeof(Philox4x32))]
    [InlineData(typeof(ICollective))]
    [InlineData(typeof(Booster))]
    public void PublicSurfaceIsAsWrittenDown(Type member) => PublicSurface.AssertIsAsWritten(member.Assembly, Folder());

    static string Folder([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
