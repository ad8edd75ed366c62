namespace LowBit.Boosting;

/// <summary>Something wrong with a tree.</summary>
/// <param name="Key">Key of the model file that it stands under.</param>
/// <param name="Problem">What is wrong and what is allowed.</param>
sealed record TreeFault(string Key, string Problem);
