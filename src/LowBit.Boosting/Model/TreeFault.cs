namespace LowBit.Boosting;

/// <summary>The first thing wrong with a tree.</summary>
/// <param name="Key">Key of the model file that it stands under.</param>
/// <param name="Problem">What is wrong and what is allowed.</param>
readonly record struct TreeFault(string Key, string Problem);
