namespace LowBit.Boosting;

/// <summary>Two streams read one after the other, each in reads of its own; disposes of both.</summary>
sealed class JoinedStream(Stream first, Stream second, CancellationToken cancellation = default) : Stream
{
    readonly Stream[] _parts = [first, second];
    int _part;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer)
    {
        cancellation.ThrowIfCancellationRequested();
        int count = 0;
        while (_part < _parts.Length && (count = _parts[_part].Read(buffer)) == 0)
        {
            _part++;
        }
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        foreach (var part in _parts)
        {
            part.Dispose();
        }
        base.Dispose(disposing);
    }
}
