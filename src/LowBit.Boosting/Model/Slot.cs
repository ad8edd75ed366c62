namespace LowBit.Boosting;

/// <summary>
/// A column and how its fields are turned into what nodes compare. A missing field becomes −∞, which every threshold
/// lets go left, or NaN, which none does: so where missing values go is decided once a row, not at each node.
/// </summary>
/// <param name="Column">Column of the row.</param>
/// <param name="LargestMissing">Fields of at most this magnitude are missing, as NaN is.</param>
/// <param name="MissingValue">What stands for them: −∞ or NaN.</param>
/// <param name="IsCategory">Fields become the code of their category, as bits.</param>
readonly record struct Slot(int Column, double LargestMissing, double MissingValue, bool IsCategory)
{
    /// <summary>What a leaf compares with its value, and what goes left everywhere.</summary>
    public const double Left = double.NegativeInfinity;

    const double LargestZero = 1e-35f;

    /// <summary>The slot that gives the decisions of a node.</summary>
    public static Slot Of(Tree tree, int node)
    {
        var (column, type) = (tree.SplitFeature[node], tree.DecisionType[node]);
        if ((type & 1) != 0)
        {
            return new(column, 0, 0, IsCategory: true);
        }
        var missing = (MissingType)(type >> 2);
        // where NaN is not missing it is taken as 0, so it goes where 0 goes
        bool isLeft = missing == MissingType.None ? 0 <= tree.Threshold[node] : (type & 2) != 0;
        double largest = missing == MissingType.Zero ? LargestZero : -1;
        return new(column, largest, isLeft ? Left : double.NaN, IsCategory: false);
    }

    /// <summary>A field as nodes compare it.</summary>
    public double Read(double field) => IsCategory
        ? BitConverter.Int64BitsToDouble(Code(field))
        : Math.Abs(field) > LargestMissing ? field : MissingValue;

    /// <summary>Truncated; −1, which no set has, for NaN and for what does not fit an int.</summary>
    static long Code(double field) => field > -1 && field < 1L + int.MaxValue ? (long)field : -1;
}
