using System.Runtime.InteropServices;

namespace LowBit.Boosting;

/// <summary>The bytes of a stream, outside the managed heap until the source is disposed or collected.</summary>
sealed class NativeBytes : ByteSource
{
    const int FirstCapacity = 1 << 16;

    readonly Block _block = new();
    long _length;

    NativeBytes(string name) : base(name)
    {
    }

    internal override long Length => _length;

    internal override unsafe int Read(long offset, Span<byte> destination)
    {
        int count = (int)Math.Clamp(_length - offset, 0, destination.Length);
        bool held = false;
        try
        {
            _block.DangerousAddRef(ref held);
            new ReadOnlySpan<byte>(_block.Start + offset, count).CopyTo(destination);
        }
        finally
        {
            if (held)
            {
                _block.DangerousRelease();
            }
        }
        return count;
    }

    public override void Dispose() => _block.Dispose();

    /// <summary>Takes the last bytes off.</summary>
    internal void Shorten(long length) => _length = length;

    /// <summary>Reads <paramref name="stream"/> to its end.</summary>
    internal static NativeBytes Load(string name, Stream stream)
    {
        var bytes = new NativeBytes(name);
        try
        {
            bytes.ReadAll(stream);
        }
        catch (OutOfMemoryException error)
        {
            bytes.Dispose();
            throw new BadDataException($"{name} does not fit into memory, where packed files and pipes are kept. "
                + "Unpack it into a plain file.", error);
        }
        catch
        {
            bytes.Dispose();
            throw;
        }
        return bytes;
    }

    unsafe void ReadAll(Stream stream)
    {
        int count = 1;
        for (long capacity = FirstCapacity; count > 0; capacity *= 2)
        {
            _block.Resize(capacity);
            while (_length < capacity && (count = stream.Read(Free(capacity))) > 0)
            {
                _length += count;
            }
        }
        _block.Resize(Math.Max(_length, 1));
    }

    unsafe Span<byte> Free(long capacity) =>
        new(_block.Start + _length, (int)Math.Min(capacity - _length, int.MaxValue));

    sealed unsafe class Block() : SafeHandle(0, ownsHandle: true)
    {
        internal byte* Start => (byte*)handle;

        public override bool IsInvalid => handle == 0;

        internal void Resize(long length) => handle = (nint)NativeMemory.Realloc(Start, (nuint)length);

        protected override bool ReleaseHandle()
        {
            NativeMemory.Free(Start);
            return true;
        }
    }
}
