using System.Runtime.InteropServices;

namespace LowBit.Boosting;

/// <summary>
/// Memory outside the managed heap: starts on a cache line, a large one on a large page, does not move, may exceed 2 GB, and has
/// room for a vector read past its end. Freed with its owner, or before by <see cref="Free"/>; who works on <see cref="Start"/> keeps the
/// owner alive.
/// </summary>
sealed unsafe class NativeBuffer<T> where T : unmanaged
{
    const int CacheLine = 64;
    const int Slack = 64;

    T* _start;

    /// <param name="length">Elements.</param>
    /// <param name="clear">Elements start at zero; else they are undefined.</param>
    public NativeBuffer(long length, bool clear = false)
    {
        Length = length;
        nuint bytes = checked((nuint)length * (nuint)sizeof(T) + Slack);
        bool isLarge = bytes >= HugePages.Bytes;
        _start = (T*)NativeMemory.AlignedAlloc(bytes, (nuint)(isLarge ? HugePages.Bytes : CacheLine));
        if (isLarge)
        {
            HugePages.Advise(_start, bytes);
        }
        GC.AddMemoryPressure((long)bytes);
        if (clear)
        {
            NativeMemory.Clear(_start, bytes);
        }
    }

    ~NativeBuffer() => Free();

    public long Length { get; }

    public T* Start => _start;

    public ref T this[long index] => ref _start[index];

    public Span<T> Span => AsSpan(0, checked((int)Length));

    public Span<T> AsSpan(long start, int length) => new(_start + start, length);

    public void Free()
    {
        if (_start != null)
        {
            NativeMemory.AlignedFree(_start);
            GC.RemoveMemoryPressure((long)((nuint)Length * (nuint)sizeof(T) + Slack));
            _start = null;
        }
    }
}
