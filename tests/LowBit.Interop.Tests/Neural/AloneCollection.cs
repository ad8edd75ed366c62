namespace LowBit.Interop.Tests;

/// <summary>Tests that measure the process: no others run meanwhile.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public class AloneCollection
{
    public const string Name = "alone";
}
