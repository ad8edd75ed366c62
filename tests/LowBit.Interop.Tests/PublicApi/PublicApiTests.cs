using System.Runtime.CompilerServices;
using LowBit.Neural;
using LowBit.Tests;

namespace LowBit.Interop.Tests;

/// <summary>As in LowBit.Tests, for the assemblies that need somebody else's runtime.</summary>
public class PublicApiTests
{
    [Theory]
    [InlineData(typeof(TorchLibrary))]
    public void PublicSurfaceIsAsWrittenDown(Type member) => PublicSurface.AssertIsAsWritten(member.Assembly, Folder());

    static string Folder([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
