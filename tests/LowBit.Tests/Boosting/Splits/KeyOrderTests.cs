using CsCheck;
using LowBit.Boosting;

namespace LowBit.Tests;

public class KeyOrderTests
{
    [Fact]
    public void ItIsTheStableSort() => Cases.ForEach(
        500, Gen.OneOf(Gen.Int[-3, 3].Select(key => (double)key), Gen.Double, Gen.OneOf(0.0, -0.0, double.PositiveInfinity)).Array[0, 256], keys =>
        {
            int[] items = [.. Enumerable.Range(100, keys.Length)], sorted = new int[keys.Length];
            double[] numbers = Array.ConvertAll(keys, key => double.IsNaN(key) ? 0 : key);
            KeyOrder.Sort(numbers, items, sorted);
            Assert.Equal(items.OrderBy(item => numbers[item - 100]), sorted);
        });
}
