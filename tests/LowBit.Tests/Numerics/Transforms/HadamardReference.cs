using System.Numerics;
using LowBit.Numerics;

namespace LowBit.Tests;

/// <summary>Hadamard transforms as their definitions say, one block at a time.</summary>
static class HadamardReference
{
    /// <summary>The m of n = m 2^k; 1 for a power of two.</summary>
    public static int FactorOf(int size) => BitOperations.IsPow2(size) ? 1 : 4 * (size >> BitOperations.TrailingZeroCount(size));

    /// <summary>H(n) / √n x, or its transpose, as a sum of n products in double.</summary>
    public static double[] Exact(IReadOnlyList<float> x, bool isInverse = false)
    {
        int n = x.Count, m = FactorOf(n), power = n / m;
        var factor = m == 1 ? [1] : HadamardMatrix.Of(m);
        var y = new double[n];
        for (int row = 0; row < n; row++)
        {
            for (int column = 0; column < n; column++)
            {
                (int i, int j) = isInverse ? (column, row) : (row, column);
                int sylvester = BitOperations.PopCount((uint)(i % power & j % power)) % 2 == 0 ? 1 : -1;
                y[row] += sylvester * factor[i / power * m + j / power] * (double)x[column];
            }
        }
        return [.. y.Select(value => value / Math.Sqrt(n))];
    }

    /// <summary>The stated order of float operations: stages from the nearest on, sums over four members at a time, the scale.</summary>
    public static float[] Ordered(IReadOnlyList<float> x, bool isInverse = false)
    {
        int n = x.Count, m = FactorOf(n), power = n / m;
        float[] y = [.. x];
        for (int distance = 1; distance < power; distance *= 2)
        {
            for (int i = 0; i < n; i++)
            {
                if ((i & distance) == 0)
                {
                    (y[i], y[i + distance]) = (y[i] + y[i + distance], y[i] - y[i + distance]);
                }
            }
        }
        float scale = (float)(1 / Math.Sqrt(n));
        return [.. (m == 1 ? y : Mixed(y, m, isInverse)).Select(value => value * scale)];
    }

    static float[] Mixed(float[] x, int m, bool isInverse)
    {
        var signs = HadamardMatrix.Of(m);
        int power = x.Length / m;
        var y = new float[x.Length];
        for (int i = 0; i < x.Length; i++)
        {
            for (int member = 0; member < m; member += 4)
            {
                float Value(int k) => x[(member + k) * power + i % power];
                int Sign(int k) => isInverse ? signs[(member + k) * m + i / power] : signs[i / power * m + member + k];
                float first = Sign(1) == Sign(0) ? Value(0) + Value(1) : Value(0) - Value(1);
                float second = Sign(3) == Sign(2) ? Value(2) + Value(3) : Value(2) - Value(3);
                float term = Sign(2) == Sign(0) ? first + second : first - second;
                term = Sign(0) < 0 ? -term : term;
                y[i] = member == 0 ? term : y[i] + term;
            }
        }
        return y;
    }
}
