using LowBit.Boosting;
using LowBit.Numerics;

namespace LowBit.Bench;

/// <summary>Engines by name: <c>fasttree</c>, <c>lightgbm[-quantized|-quantized14]</c>, <c>lowbit-BITS[-nearest][-norefit][-max]</c>.</summary>
static class PeerName
{
    public const string Reference = "lightgbm";

    /// <summary>Whether an engine can tell the phases of its training.</summary>
    public static bool HasProfile(string name) => name.StartsWith("lowbit-", StringComparison.Ordinal);

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

    static LowBitPeer LowBit(string name, int bits, string[] words) => words.Except(["nearest", "norefit", "max"]).Any()
        ? throw Unknown(name)
        : new(
            bits,
            words.Contains("nearest") ? RoundingMode.NearestEven : RoundingMode.Stochastic,
            words.Contains("max") ? GradientScale.Maximum : GradientScale.Clip,
            refitLeaves: !words.Contains("norefit"));

    static string LightGbmParameter(string word) => word switch
    {
        "quantized" => "use_quantized_grad=true num_grad_quant_bins=4",
        "quantized14" => "use_quantized_grad=true num_grad_quant_bins=14 quant_train_renew_leaf=true",
        "rowwise" => "force_row_wise=true",
        "colwise" => "force_col_wise=true",
        _ => throw Unknown(word),
    };

    static BenchException Unknown(string name) =>
        new($"unknown engine '{name}'; there are fasttree, lightgbm[-quantized|-quantized14][-rowwise|-colwise] and lowbit-BITS[-nearest][-norefit][-max].");
}
