using System.Reflection.PortableExecutable;

namespace LowBit.Tests;

public class ImageTests
{
    static readonly string[] Product = ["LowBit.Numerics.dll", "LowBit.Collectives.dll", "LowBit.Boosting.dll", "lowbit.dll"];

    /// <summary>A mixture would mean that a build stopped half way, or that a copy is older than what it was made from.</summary>
    [Fact]
    public void TestsRunTheImagesOfAllAssembliesOrOfNone()
    {
        var images = Product.Where(IsImage).ToArray();
        Assert.SkipWhen(images.Length == 0, "built without images: not in Release, not on linux-x64, or without crossgen2");
        Assert.Equal(Product, images);
    }

    [Fact]
    public void PackagesAreMadeOfIlWithoutImages()
    {
        var folder = Path.Combine(Repository.Root, "src", "LowBit.Numerics", "bin", "Release", "net10.0");
        var library = Path.Combine(folder, Product[0]);
        Assert.SkipUnless(File.Exists(library), "not built in Release");
        Assert.False(IsImage(library));
    }

    static bool IsImage(string name)
    {
        using var file = File.OpenRead(Path.Combine(AppContext.BaseDirectory, name));
        using var reader = new PEReader(file);
        return reader.PEHeaders.CorHeader!.ManagedNativeHeaderDirectory.Size > 0;
    }
}
