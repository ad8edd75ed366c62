namespace LowBit.Interop.Tests;

/// <summary>
/// Tests that have LightGBM train linear leaves: it sizes their buffers by a number of threads that is global, so the
/// process crashes where another booster sets that number meanwhile.
/// </summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class LightGbmAlone
{
    public const string Name = "LightGBM alone";
}
