namespace OrleansOps.HostAgent.Logs;

/// <summary>
/// An output stream as it may leave the host: with a mask over each secret of its task. What it gives depends on what is in the file alone, not on
/// how it is read: cut in another way after a reconnect it is the same.
/// </summary>
internal sealed class MaskedOutput(IOutput inner, SecretMask mask, TimeProvider time) : IOutput
{
    /// <summary>How long the rest of what begins like a secret is waited for: a prompt must not wait for ever.</summary>
    public static readonly TimeSpan Hold = TimeSpan.FromSeconds(1);

    private readonly List<int> _starts = [];
    private byte[] _window = [];
    private long _length = -1;
    private long _changedAt;
    private int _held;
    private long _ready;
    private long _read;

    public long Length() => inner.Length();

    public long Ready()
    {
        var length = inner.Ready();
        if (length != _length)
        {
            (_length, _changedAt, _held) = (length, time.GetTimestamp(), Beginning(length));
        }

        _ready = Math.Max(_ready, time.GetElapsedTime(_changedAt) < Hold ? length - _held : length);
        return _ready;
    }

    public int Read(long offset, Span<byte> bytes)
    {
        _starts.Clear();
        var before = (int)Math.Min(mask.Reach, offset);
        var window = Window(before + bytes.Length + mask.Reach);
        window = window[..inner.Read(offset - before, window)];
        mask.Cover(window, isEnd: offset - before + window.Length >= inner.Length(), _starts);
        _read = offset - before;
        var read = window.Length > before ? window[before..Math.Min(window.Length, before + bytes.Length)] : [];
        read.CopyTo(bytes);
        return read.Length;
    }

    public int MasksIn(long offset, int length) => _starts.Count(start => _read + start >= offset && _read + start < offset + length);

    public long FirstByte() => inner.FirstByte();

    /// <summary>Keeps what lies before it as far as a secret that goes on behind it may begin there.</summary>
    public void Release(long before)
    {
        if (before > mask.Reach)
        {
            inner.Release(before - mask.Reach);
        }
    }

    public void Dispose() => inner.Dispose();

    private int Beginning(long length)
    {
        var tail = Window((int)Math.Min(mask.Reach, length));
        return mask.Beginning(tail[..inner.Read(length - tail.Length, tail)]);
    }

    private Span<byte> Window(int length)
    {
        if (_window.Length < length)
        {
            _window = new byte[length];
        }

        return _window.AsSpan(0, length);
    }
}
