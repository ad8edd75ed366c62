using CsCheck;

namespace LowBit.Tests;

/// <summary>Random cases that are the same in every run: case i is drawn from stream i of one seed.</summary>
static class Cases
{
    const ulong Seed = 20221106;

    public static void ForEach<T>(int count, Gen<T> gen, Action<T> check)
    {
        for (uint i = 0; i < count; i++)
        {
            var value = gen.Generate(new PCG(i, Seed), null, out _);
            try
            {
                check(value);
            }
            catch (Exception failure)
            {
                throw new InvalidOperationException($"Case {i} of {count}: {Check.Print(value)}", failure);
            }
        }
    }
}
