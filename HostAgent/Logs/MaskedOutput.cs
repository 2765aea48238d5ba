namespace OrleansOps.HostAgent.Logs;

/// <summary>
/// An output stream as it may leave the host: with a mask over each secret of its task. What it gives depends on what is in the file and on what is
/// masked by then, not on how it is read: cut in another way after a reconnect, it is the same or has more masks. Its bytes stay as many, and its lines.
/// </summary>
/// <param name="commands">What is to be masked. A task may add to it while it runs.</param>
internal sealed class MaskedOutput(IOutput inner, CommandResults commands, TimeProvider time) : IOutput
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
    private long _first = -1;
    private SecretMask? _heldBy;

    private SecretMask? Mask => commands.Mask;

    public long Length() => inner.Length();

    public long Ready()
    {
        var length = inner.Ready();
        if (Mask is not { } mask)
        {
            return _ready = length;
        }

        if (length != _length || mask != _heldBy)
        {
            (_length, _heldBy, _changedAt, _held) = (length, mask, time.GetTimestamp(), Beginning(mask, length));
        }

        _ready = Math.Max(_ready, time.GetElapsedTime(_changedAt) < Hold ? length - _held : length);
        return _ready;
    }

    public long Final(long end) => inner.Final(end);

    public int Read(long offset, Span<byte> bytes)
    {
        _starts.Clear();
        if (Mask is not { } mask)
        {
            return inner.Read(offset, bytes);
        }

        // A value that was not masked yet when what lies before was released cannot have begun there, as far as it is masked.
        var before = (int)Math.Clamp(offset - First(), 0, mask.Reach);
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
        var upTo = before - (Mask?.Reach ?? 0);
        if (upTo > 0)
        {
            _first = Math.Max(First(), upTo);
            inner.Release(upTo);
        }
    }

    public void Dispose() => inner.Dispose();

    private int Beginning(SecretMask mask, long length)
    {
        var tail = Window((int)Math.Min(mask.Reach, length - First()));
        return mask.Beginning(tail[..inner.Read(length - tail.Length, tail)]);
    }

    private long First() => _first < 0 ? _first = inner.FirstByte() : _first;

    private Span<byte> Window(int length)
    {
        if (_window.Length < length)
        {
            _window = new byte[length];
        }

        return _window.AsSpan(0, length);
    }
}
