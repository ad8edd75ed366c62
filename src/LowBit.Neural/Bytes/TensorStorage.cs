using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace LowBit.Neural;

/// <summary>The memory that tensors stand on, each piece counted once.</summary>
sealed partial class TensorStorage
{
    readonly HashSet<nint> _seen = [];

    /// <summary>Bytes of a tensor's storage; 0 where it has been counted.</summary>
    public long NewBytes(Tensor tensor)
    {
        Check(DataPointer(tensor.Handle, out nint data));
        Check(StorageOffset(tensor.Handle, out long offset));
        Check(StorageSize(tensor.Handle, out long size));
        return size > 0 && _seen.Add(data - (nint)(offset * tensor.element_size())) ? size : 0;
    }

    // TorchSharp does not wrap a tensor's storage for all types. A tensor's handle is libtorch's.
    [LibraryImport("torch_cpu", EntryPoint = "aoti_torch_get_data_ptr")]
    private static partial int DataPointer(nint tensor, out nint pointer);

    [LibraryImport("torch_cpu", EntryPoint = "aoti_torch_get_storage_offset")]
    private static partial int StorageOffset(nint tensor, out long elements);

    [LibraryImport("torch_cpu", EntryPoint = "aoti_torch_get_storage_size")]
    private static partial int StorageSize(nint tensor, out long bytes);

    static void Check(int status)
    {
        if (status != 0)
        {
            throw new InvalidOperationException("libtorch does not tell the storage of a tensor.");
        }
    }
}
