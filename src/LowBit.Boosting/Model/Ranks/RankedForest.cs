namespace LowBit.Boosting;

/// <summary>
/// The trees of a model laid out for groups of 64 rows. A node asks only which of the model's thresholds a value exceeds:
/// so a value becomes its rank among them, a byte, once a row. Then every node of a tree is one comparison of 64 bytes,
/// from the leaves to the root, which chooses between the leaves that its children chose: no branch, no gather.
/// </summary>
/// <param name="Trees">The model's trees in its order.</param>
/// <param name="Steps">The steps of all trees, children before parents.</param>
/// <param name="Sets">Category sets, 256 bits each.</param>
/// <param name="Columns">What a row is turned into.</param>
/// <param name="PlaneCount">Bytes a row.</param>
/// <param name="WorkSize">Bytes of the work area.</param>
sealed record RankedForest(
    RankedTree[] Trees, RankStep[] Steps, byte[] Sets, RankColumn[] Columns, int PlaneCount, int WorkSize)
{
    /// <summary>Rows of a group: a byte each fills the widest vector.</summary>
    public const int GroupRows = 64;

    /// <summary>A tree's leaves: their numbers are bytes.</summary>
    public const int MostLeaves = 256;

    /// <summary>Bytes of a set.</summary>
    public const int SetSize = 32;

    /// <summary>Bytes of a group's planes.</summary>
    public int GroupSize => PlaneCount * GroupRows;

    /// <summary>The work area begins with a vector of each leaf's number.</summary>
    public static void WriteLeaves(Span<byte> work)
    {
        for (int leaf = 0; leaf < MostLeaves; leaf++)
        {
            work.Slice(leaf * GroupRows, GroupRows).Fill((byte)leaf);
        }
    }
}
