using LowBit.Numerics;

namespace LowBit.Studies;

/// <summary>An order of the examples for each epoch, which the seed alone decides.</summary>
/// <param name="count">Examples.</param>
/// <param name="batchSize">Examples of a step; what is left over at the end of an epoch is left out.</param>
sealed class ExampleOrder(int count, int batchSize)
{
    (ulong Seed, int Epoch)? _known;
    long[] _order = [];

    public int StepsPerEpoch => count / batchSize;

    /// <summary>The examples of a step.</summary>
    public ReadOnlySpan<long> Batch(ulong seed, int step)
    {
        int epoch = step / StepsPerEpoch;
        if (_known != (seed, epoch))
        {
            (_known, _order) = ((seed, epoch), Shuffled(seed, (uint)epoch));
        }
        return _order.AsSpan(step % StepsPerEpoch * batchSize, batchSize);
    }

    long[] Shuffled(ulong seed, uint epoch)
    {
        var words = new uint[count];
        new RandomStream(seed, StudyStreams.Order, epoch).Fill(0, words, Isa.Best);
        return [.. Enumerable.Range(0, count).Select(i => (long)i).OrderBy(i => words[i])]; // stable: equal words by index
    }
}
