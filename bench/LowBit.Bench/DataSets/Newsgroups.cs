namespace LowBit.Bench;

/// <summary>Which of 20 newsgroups a post is from, by counts of 32,207 words (20 Newsgroups, training half): sparse rows.</summary>
static class Newsgroups
{
    public static DataSet Set { get; } = new("news20", "multiclass", "news20/train.svm.gz") { Target = "", IsSparse = true };
}
