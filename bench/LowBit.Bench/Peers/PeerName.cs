using LowBit.Boosting;
using LowBit.Numerics;

namespace LowBit.Bench;

/// <summary>
/// Engines by name: <c>fasttree</c>, <c>lightgbm[-quantized|-quantized14][-rowwise|-colwise]</c>,
/// <c>lowbit-BITS[-nearest][-norefit][-max][-avx2]</c>.
/// </summary>
static class PeerName
{
    public const string Reference = "lightgbm";

    /// <summary>Asks for the faster of LightGBM's layouts: both are measured.</summary>
    const string Faster = "-faster";

    /// <summary>LowBit without AVX-512.</summary>
    const string Avx2 = "avx2";

    /// <summary>Whether an engine can tell the phases of its training.</summary>
    public static bool HasProfile(string name) => name.StartsWith("lowbit-", StringComparison.Ordinal);

    /// <summary>Whether an engine has an objective.</summary>
    public static bool Trains(string name, string objective) => name != "fasttree" || objective is "binary" or "regression";

    /// <summary>The engines to measure where one is asked for: two where the faster layout is.</summary>
    public static string[] Arms(string name) => name.EndsWith(Faster, StringComparison.Ordinal)
        ? [name.Replace(Faster, "-rowwise", StringComparison.Ordinal), name.Replace(Faster, "-colwise", StringComparison.Ordinal)]
        : [name];

    /// <summary>The order of engines in a table: LowBit, LightGBM, others; within one the plainer first.</summary>
    public static (int, int, string) Rank(string name) =>
        (name.StartsWith("lowbit", StringComparison.Ordinal) ? 0 : name.StartsWith(Reference, StringComparison.Ordinal) ? 1 : 2, name.Length, name);

    /// <summary>What the environment of a process that runs the engine must hold.</summary>
    public static IReadOnlyDictionary<string, string> Environment(string name) => name.Split('-').Contains(Avx2)
        ? new Dictionary<string, string> { ["DOTNET_EnableAVX512"] = "0" }
        : new Dictionary<string, string>();

    /// <summary>Whether there is such an engine, before a run that takes hours begins.</summary>
    public static void Check(string name)
    {
        foreach (var arm in Arms(name))
        {
            Create(arm.Replace($"-{Avx2}", "", StringComparison.Ordinal)).Dispose();
        }
    }

    public static IPeer Create(string name)
    {
        var words = name.Split('-');
        return words[0] switch
        {
            "fasttree" when words.Length == 1 => new FastTreePeer(),
            "lightgbm" => new LightGbmPeer(string.Join(' ', words[1..].Select(LightGbmParameter))),
            "lowbit" when words.Length > 1 && int.TryParse(words[1], out var bits) => LowBit(name, bits, words[2..]),
            _ => throw Unknown(name),
        };
    }

    static LowBitPeer LowBit(string name, int bits, string[] words)
    {
        if (words.Except(["nearest", "norefit", "max", Avx2]).Any())
        {
            throw Unknown(name);
        }
        if (words.Contains(Avx2) && Isa.Supports(KernelPath.Avx512))
        {
            throw new BenchException($"{name} needs a process without AVX-512; `suite` starts one, elsewhere set DOTNET_EnableAVX512=0.");
        }
        return new(
            bits,
            words.Contains("nearest") ? RoundingMode.NearestEven : RoundingMode.Stochastic,
            words.Contains("max") ? GradientScale.Maximum : GradientScale.Clip,
            refitLeaves: !words.Contains("norefit"));
    }

    static string LightGbmParameter(string word) => word switch
    {
        "quantized" => "use_quantized_grad=true num_grad_quant_bins=4",
        "quantized14" => "use_quantized_grad=true num_grad_quant_bins=14 quant_train_renew_leaf=true",
        "rowwise" => "force_row_wise=true",
        "colwise" => "force_col_wise=true",
        _ => throw Unknown(word),
    };

    static BenchException Unknown(string name) =>
        new($"unknown engine '{name}'; there are fasttree, lightgbm[-quantized|-quantized14][-rowwise|-colwise] and lowbit-BITS[-nearest][-norefit][-max][-avx2].");
}
