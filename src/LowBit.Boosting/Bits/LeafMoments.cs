namespace LowBit.Boosting;

/// <summary>Sums over the rows of a node, as rounding gives them: what is expected, and the variance around it.</summary>
/// <param name="Gradient">Σ gradient.</param>
/// <param name="GradientVariance">Its variance; 0 for sums that were drawn.</param>
/// <param name="Hessian">Σ hessian.</param>
/// <param name="HessianVariance">Its variance.</param>
readonly record struct LeafMoments(double Gradient, double GradientVariance, double Hessian, double HessianVariance)
{
    /// <summary>Rows are rounded independently, so variances add as sums do.</summary>
    public static LeafMoments operator +(LeafMoments left, LeafMoments right) => new(
        left.Gradient + right.Gradient, left.GradientVariance + right.GradientVariance,
        left.Hessian + right.Hessian, left.HessianVariance + right.HessianVariance);
}

/// <summary>A split of the first tree: its children among the moments of leaves and nodes, and their regularization.</summary>
/// <param name="Left">Position of the left child.</param>
/// <param name="Right">Position of the right child.</param>
/// <param name="ParentLambda">L2 regularization of the parent.</param>
/// <param name="ChildLambda">L2 regularization of the children.</param>
readonly record struct SplitMoments(int Left, int Right, double ParentLambda, double ChildLambda)
{
    /// <summary>G_L² / (H_L + λ) + G_R² / (H_R + λ) − G² / (H + λ); a node without hessian gains nothing.</summary>
    public double Gain(ReadOnlySpan<LeafMoments> moments)
    {
        var (left, right) = (moments[Left], moments[Right]);
        return Gain(left, ChildLambda) + Gain(right, ChildLambda) - Gain(left + right, ParentLambda);
    }

    /// <summary>
    /// Variance of the gain to second order in the gradient sums, which are near normal, and to first order in
    /// the hessian sums; derived in docs/bits.md.
    /// </summary>
    public double Variance(ReadOnlySpan<LeafMoments> moments)
    {
        var (left, right, parent) = (moments[Left], moments[Right], moments[Left] + moments[Right]);
        double output = Output(parent, ParentLambda), curvature = 1 / (parent.Hessian + ParentLambda);
        double leftSquare = 1 / (left.Hessian + ChildLambda) - curvature, rightSquare = 1 / (right.Hessian + ChildLambda) - curvature;
        double lambda = ChildLambda, l = left.GradientVariance, r = right.GradientVariance;
        double second = leftSquare * leftSquare * l * l + rightSquare * rightSquare * r * r + 2 * curvature * curvature * l * r;
        return First(left) + First(right) + 2 * second;

        double First(in LeafMoments child)
        {
            double own = Output(child, lambda), step = own - output, bend = own * own - output * output;
            return 4 * step * step * child.GradientVariance + bend * bend * child.HessianVariance;
        }
    }

    static double Gain(in LeafMoments node, double lambda) =>
        node.Hessian + lambda > 0 ? node.Gradient * node.Gradient / (node.Hessian + lambda) : 0;

    static double Output(in LeafMoments node, double lambda) => node.Gradient / (node.Hessian + lambda);
}
