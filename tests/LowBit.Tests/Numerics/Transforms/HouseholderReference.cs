namespace LowBit.Tests;

/// <summary>Grouping and scaling as released with StatQuant, in double; H as a matrix.</summary>
static class HouseholderReference
{
    /// <summary>A group's rows, the large one first, and their scales.</summary>
    public sealed record Group(int[] Rows, double[] Scales);

    public static Group[] Groups(float[][] x)
    {
        int count = x.Length;
        double[] ranges = [.. x.Select(row => row.Max() - row.Min() + 1e-8)];
        int[] rank = [.. Enumerable.Range(0, count).OrderByDescending(i => ranges[i])];
        double[] sorted = [.. rank.Select(i => ranges[i])];
        double total = ranges.Sum();
        int small = 0;
        do
        {
            small++;
            total -= sorted[count - small];
        }
        while (small * sorted[count - small - 1] / total <= 1);
        int large = count - small, given = 0;
        double share = 0;
        var groups = new Group[large];
        for (int i = 0; i < large; i++)
        {
            share += small * sorted[i] / total;
            int end = (int)Math.Round(share);
            int[] rows = [rank[i], .. rank[(large + given)..(large + end)]];
            groups[i] = new(rows, rows.Length == 1 ? [1] : Scales(sorted[i], sorted[large + given], rows.Length));
            given = end;
        }
        return groups;
    }

    public static double[,] Matrix(int n)
    {
        double[] v = [.. Enumerable.Range(0, n).Select(i => 1 / Math.Sqrt(n) - (i == 0 ? 1 : 0))];
        double square = n == 1 ? 1 : v.Sum(element => element * element);
        var matrix = new double[n, n];
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
            {
                matrix[i, j] = (i == j ? 1 : 0) - 2 * v[i] * v[j] / square;
            }
        }
        return matrix;
    }

    /// <summary>H diag(s) X of one group.</summary>
    public static double[][] Apply(float[][] x, IReadOnlyList<int> rows, IReadOnlyList<double> scales)
    {
        var matrix = Matrix(rows.Count);
        return [.. Enumerable.Range(0, rows.Count).Select(i => Enumerable.Range(0, x[0].Length).Select(column =>
            Enumerable.Range(0, rows.Count).Sum(j => matrix[i, j] * scales[j] * x[rows[j]][column])).ToArray())];
    }

    static double[] Scales(double large, double small, int n)
    {
        double largest = Matrix(n).Cast<double>().Max(Math.Abs);
        double s1 = Math.Pow(large / Math.Sqrt(n), -1.0 / 3), s2 = Math.Pow(small * largest / (n - 1), -1.0 / 3);
        double norm = Math.Sqrt(1 / (s1 * s1) + 1 / (s2 * s2));
        return [s1 * norm, .. Enumerable.Repeat(s2 * norm, n - 1)];
    }
}
