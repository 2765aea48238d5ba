using Microsoft.Win32.SafeHandles;
using OrleansOps.Platform;
using OrleansOps.Protocol;

namespace OrleansOps.HostAgent.Transfers;

/// <summary>So many bytes of a file, whatever becomes of it meanwhile: what it grows by is left out, what it lost is zeros.</summary>
/// <param name="name">What it is called, where it cannot be read.</param>
/// <param name="read">Told of bytes that were read.</param>
internal sealed class ExactStream(SafeFileHandle file, string name, long length, Action<int> read) : Stream
{
    private long _position;

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => length;

    public override long Position
    {
        get => _position;
        set => _position = value;
    }

    public override int Read(Span<byte> buffer)
    {
        var wanted = buffer[..(int)Math.Min(buffer.Length, length - _position)];
        if (wanted.Length == 0)
        {
            return 0;
        }

        var there = ReadThere(wanted);
        var given = there > 0 ? there : wanted.Length;
        if (there == 0)
        {
            wanted.Clear();
        }

        _position += given;
        read(given);
        return given;
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => ValueTask.FromResult(Read(buffer.Span));

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override long Seek(long offset, SeekOrigin origin) => _position = origin switch
    {
        SeekOrigin.Begin => offset,
        SeekOrigin.Current => _position + offset,
        _ => length + offset,
    };

    public override void Flush()
    {
        // nothing is written
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <exception cref="TransferException">The disk does not give it.</exception>
    private int ReadThere(Span<byte> buffer)
    {
        try
        {
            return RandomAccess.Read(file, buffer, _position);
        }
        catch (IOException failed)
        {
            throw new TransferException(FailureCode.FileNotRead, $"'{Printable.Of(name)}' cannot be read: {failed.Message}", failed);
        }
    }
}
