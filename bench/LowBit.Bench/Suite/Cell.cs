namespace LowBit.Bench;

/// <summary>Within a cell engines are compared: one table, one size of trees, one number of threads.</summary>
/// <param name="Set">Name of the <see cref="SuiteSet"/>.</param>
/// <param name="Leaves">Leaves of a tree.</param>
/// <param name="Threads">Threads.</param>
/// <param name="Iterations">Iterations.</param>
sealed record Cell(string Set, int Leaves, int Threads, int Iterations)
{
    public override string ToString() => $"{Set}, {Leaves} leaves, {Threads} {(Threads == 1 ? "thread" : "threads")}";
}
