using LowBit.Collectives;
using LowBit.Numerics;

namespace LowBit.Boosting;

/// <summary>The objectives by LightGBM's names, for training and for loaded models.</summary>
static partial class Objectives
{
    /// <summary>Classes taken from the labels, at most: more than these are a column that is no class.</summary>
    public const int MaxClassesFromLabels = 10_000;

    /// <summary>What can be trained: LightGBM's name, then its aliases.</summary>
    public static (string Name, string[] Aliases)[] Table { get; } =
    [
        ("regression", ["regression_l2", "l2", "mean_squared_error", "mse", "l2_root", "root_mean_squared_error", "rmse"]),
        ("regression_l1", ["l1", "mean_absolute_error", "mae"]),
        ("huber", []),
        ("fair", []),
        ("poisson", []),
        ("quantile", []),
        ("mape", ["mean_absolute_percentage_error"]),
        ("gamma", []),
        ("tweedie", []),
        ("binary", []),
        ("multiclass", ["softmax"]),
        ("multiclassova", ["multiclass_ova", "ova", "ovr"]),
        ("cross_entropy", ["xentropy"]),
        ("cross_entropy_lambda", ["xentlambda"]),
    ];

    /// <summary>The objective that options ask for.</summary>
    /// <param name="options">The options of a run.</param>
    /// <param name="labels">Labels of this rank's rows; multiclass without num_class takes the number of classes from them.</param>
    /// <param name="ranks">The ranks of this run.</param>
    /// <param name="path">How to compute.</param>
    public static IObjective Create(BoosterOptions options, ReadOnlySpan<double> labels, ICollective ranks, KernelPath path) =>
        options.CustomObjective ?? Canonical(options.Objective) switch
        {
            "regression" => new RegressionL2(path, options.RegSqrt),
            "regression_l1" => new RegressionL1(path, options.RegSqrt),
            "huber" => new Huber(options.Alpha, path),
            "fair" => new Fair(options.FairC, path, options.RegSqrt),
            "poisson" => new Poisson(options.PoissonMaxDeltaStep, path),
            "quantile" => new Quantile(options.Alpha, path, options.RegSqrt),
            "mape" => new Mape(path, options.RegSqrt),
            "gamma" => new Gamma(path),
            "tweedie" => new Tweedie(options.TweedieVariancePower, path),
            "binary" => new Binary(options.Sigmoid, options.IsUnbalance, options.ScalePosWeight, path),
            "cross_entropy" => new CrossEntropy(path),
            "cross_entropy_lambda" => new CrossEntropyLambda(path),
            var name => OfClasses(name, options, options.NumClass > 0 ? options.NumClass : ClassCount(labels, ranks), path),
        };

    /// <summary>The objective, by its main name, learns one output a class.</summary>
    public static bool IsMulticlass(string name) => name is "multiclass" or "multiclassova";

    /// <summary>The objective, by its main name, can learn roots of labels (reg_sqrt).</summary>
    public static bool TakesRoots(string name) => name is "regression" or "regression_l1" or "fair" or "quantile" or "mape";

    /// <summary>LightGBM's name of an objective that is given by name or alias.</summary>
    public static string Canonical(string name)
    {
        foreach (var row in Table)
        {
            if (row.Aliases.Prepend(row.Name).Contains(name, StringComparer.OrdinalIgnoreCase))
            {
                return row.Name;
            }
        }
        throw new BadOptionException(
            $"objective is {name}; allowed: {string.Join(", ", Table.Select(row => row.Name))}."
            + NearestName.Question(name, Table.SelectMany(row => row.Aliases.Prepend(row.Name))));
    }

    static BuiltInObjective OfClasses(string name, BoosterOptions options, int classCount, KernelPath path) => name == "multiclass"
        ? new MulticlassSoftmax(classCount, path)
        : new OneVsAll(classCount, options.Sigmoid, options.IsUnbalance, options.ScalePosWeight, path);

    static int ClassCount(ReadOnlySpan<double> labels, ICollective ranks)
    {
        Span<double> largest = [0];
        foreach (double label in labels)
        {
            largest[0] = label > largest[0] ? label : largest[0];
        }
        ranks.AllReduceMax(largest);
        return largest[0] switch
        {
            0 => throw new BadDataException(
                "every label is 0 or less, which is one class; multiclass needs two. Check which column is the label, or give --num-class."),
            >= MaxClassesFromLabels => throw new BadDataException(
                $"the largest label is {largest[0]:R}, which would be more than {MaxClassesFromLabels} classes."
                + " Give --num-class if this is right, else use --objective regression."),
            double label => (int)label + 1,
        };
    }
}
