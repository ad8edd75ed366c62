using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using TorchSharp;

namespace LowBit.Neural;

/// <summary>
/// libtorch, and TorchSharp's bridge to it. Both are loaded by themselves when something of this assembly is used for the
/// first time; what keeps TorchSharp from working on common systems is cured before, without output.
/// </summary>
/// <remarks>Safe for use from many threads and many processes at once.</remarks>
public static class TorchLibrary
{
    static readonly Lazy<NativeLibraryException?> Outcome = new(Try);

    /// <summary>Why libtorch cannot be used; null where it can.</summary>
    internal static NativeLibraryException? Failure => Outcome.Value;

    /// <summary>
    /// Loads libtorch, if that has not been done. A program that uses TorchSharp before anything of this assembly calls it
    /// first; for all others it only checks.
    /// </summary>
    /// <exception cref="NativeLibraryException">libtorch cannot be used here; the message says why and what to do.</exception>
    public static void Load()
    {
        if (Failure is { } failure)
        {
            throw new NativeLibraryException(failure.Message, failure.InnerException);
        }
    }

    // An exception here would come out as a TypeInitializationException, for all time: it is kept for Load instead.
    [ModuleInitializer]
    [SuppressMessage("Usage", "CA2255", Justification = "TorchSharp has no other place at which to cure its loading.")]
    internal static void Initialize() => _ = Failure;

    static NativeLibraryException? Try()
    {
        try
        {
            TorchPlatform.Require(TorchPlatform.Current);
            if (OperatingSystem.IsLinux())
            {
                LargeBlocks.Prepare();
                TorchFiles.Find(NativeFolders.All()).Load(LibraryCache.Folders());
            }
            torch.InitializeDeviceType(DeviceType.CPU); // TorchSharp looks for the libraries by name, and finds them loaded
            return null;
        }
        catch (NativeLibraryException e)
        {
            return e;
        }
        catch (Exception e) // whatever it is: nothing may leave the initializer
        {
            string reason = e.GetBaseException().Message.Split('\n')[0];
            return new($"libtorch could not be loaded on {TorchPlatform.Current}: {reason} {TorchFiles.Remedy}", e);
        }
    }
}
