using LowBit.Numerics;
using TorchSharp;

namespace LowBit.Neural;

/// <summary>
/// One step of one parameter in a single pass: a tile is loaded, updated and kept before the next one. Chunks of tiles lie
/// where they lie on any number of threads, and elements use the random word of their place.
/// </summary>
/// <param name="state">Its state; the step is counted already.</param>
/// <param name="rule">The arithmetic.</param>
/// <param name="settings">Rounding, seed, threads and path.</param>
sealed class ParameterUpdate(ParameterState state, UpdateRule rule, OptimizerSettings settings)
{
    /// <summary>Elements of a tile: a multiple of the blocks of all formats.</summary>
    public const int TileSize = 2048;

    const int ChunkSize = 16 * TileSize;

    // Layers have streams 8 · layer + slot, of 0 … 6; the words of first, second and parameter are 2³² apart.
    const uint StreamsPerLayer = 8, OwnStream = 7;
    const ulong SecondIndex = 1ul << 32, RoundingIndex = 2ul << 32;

    readonly RandomStream _random = new(settings.Seed, (state.Number * StreamsPerLayer) + OwnStream, (uint)state.Step);

    /// <summary>Updates the values.</summary>
    /// <param name="values">Float32, contiguous, on the CPU.</param>
    /// <param name="gradient">As many.</param>
    public void Run(torch.Tensor values, torch.Tensor gradient)
    {
        int chunkCount = (int)((values.NumberOfElements + ChunkSize - 1) / ChunkSize);
        int threadCount = Math.Min(settings.ThreadCount > 0 ? settings.ThreadCount : torch.get_num_threads(), chunkCount);
        if (threadCount <= 1)
        {
            for (int chunk = 0; chunk < chunkCount; chunk++)
            {
                RunChunk(values, gradient, chunk);
            }
            return;
        }
        Parallel.For(
            0, chunkCount, new ParallelOptions { MaxDegreeOfParallelism = threadCount },
            chunk => RunChunk(values, gradient, chunk));
    }

    void RunChunk(torch.Tensor values, torch.Tensor gradient, int chunk)
    {
        Span<float> firstScratch = stackalloc float[TileSize], secondScratch = stackalloc float[TileSize];
        var parameters = TensorSpan.Of(values);
        ReadOnlySpan<float> gradients = TensorSpan.Of(gradient);
        int end = Math.Min((chunk + 1) * ChunkSize, parameters.Length);
        for (int start = chunk * ChunkSize; start < end; start += TileSize)
        {
            int length = Math.Min(TileSize, end - start);
            RunTile(
                start, parameters.Slice(start, length), gradients.Slice(start, length), firstScratch[..length],
                secondScratch[..length]);
        }
    }

    void RunTile(
        int start, Span<float> parameters, ReadOnlySpan<float> gradients, Span<float> firstScratch, Span<float> secondScratch)
    {
        var path = settings.Path;
        var first = state.First is { } m ? m.Load(start, firstScratch, path) : [];
        var second = state.Second is { } v ? v.Load(start, secondScratch, path) : [];
        rule.Apply(parameters, gradients, first, second, path);
        state.First?.Keep(start, first, _random, 0, path);
        state.Second?.Keep(start, second, _random, SecondIndex, path);
        if (settings.Rounding == ParameterRounding.BFloat16)
        {
            FloatFormats.BFloat16.Round(
                parameters, RoundingMode.Stochastic, _random, RoundingIndex + (ulong)start, path, parameters);
        }
    }
}
