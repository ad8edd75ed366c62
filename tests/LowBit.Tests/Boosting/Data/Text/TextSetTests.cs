using System.Text;
using CsCheck;
using LowBit.Boosting;

namespace LowBit.Tests;

public class TextSetTests
{
    [Fact]
    public void SetNumbersTextsAsTheyComeIn() => Gen.String[0, 30].Array[0, 200].Sample(texts =>
    {
        var set = new TextSet();
        var expected = new List<string>();
        foreach (string text in texts.Select(t => t.Normalize(NormalizationForm.FormC)))
        {
            int known = expected.IndexOf(text);
            Assert.Equal(known, set.Find(Encoding.Unicode.GetBytes(text)));
            if (known < 0)
            {
                Assert.True(set.TryAdd(Encoding.Unicode.GetBytes(text)));
                expected.Add(text);
            }
        }
        Assert.Equal(expected, Enumerable.Range(0, set.Count).Select(i => Encoding.Unicode.GetString(set[i])));
    }, iter: 300, threads: 1);

    [Fact]
    public void TextsThatDifferInOneByteDiffer()
    {
        var set = new TextSet();
        for (int length = 0; length < 40; length++)
        {
            for (int place = 0; place < length; place++)
            {
                byte[] text = new byte[length];
                text[place] = 1;
                Assert.Equal(-1, set.Find(text));
                Assert.True(set.TryAdd(text));
                Assert.Equal(set.Count - 1, set.Find(text));
            }
        }
    }
}
