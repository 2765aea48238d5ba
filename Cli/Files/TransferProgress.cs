using System.Globalization;
using System.Text;
using OrleansOps.Platform;

namespace OrleansOps.Cli;

/// <summary>One line on the terminal that says how far a transfer is and how fast. Nothing where nobody watches.</summary>
internal sealed class TransferProgress : IDisposable
{
    private const int Width = 24;
    private const int NameWidth = 32;

    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(100);

    private readonly Session _session;
    private readonly string _what;
    private readonly long _size;
    private readonly bool _isShown;
    private long _startedAt;
    private long _shownAt;
    private long _from = -1;
    private int _length;

    /// <param name="session">Where it is shown.</param>
    /// <param name="what">What is done, and with what.</param>
    /// <param name="size">Bytes of all.</param>
    public TransferProgress(Session session, string what, long size)
    {
        (_session, _what, _size) = (session, Short(Printable.Of(what)), size);
        _isShown = session.Notes.TellsProgress && !session.Json;
        _startedAt = _shownAt = session.Time.GetTimestamp();
    }

    /// <param name="done">Bytes that are done, of all.</param>
    public void At(long done)
    {
        if (_from < 0 || done < _from)
        {
            (_from, _startedAt) = (done, _session.Time.GetTimestamp());   // what was there before tells nothing of the speed
        }

        if (_isShown && (_session.Time.GetElapsedTime(_shownAt) >= Every || done == _size))
        {
            _shownAt = _session.Time.GetTimestamp();
            Write(Line(done));
        }
    }

    /// <summary>The line is done with: what comes next begins on its own.</summary>
    public void Dispose()
    {
        if (_length > 0)
        {
            Write("");
            _session.Stderr.Write("\r"u8);
            _session.Stderr.Flush();
            _session.Notes.MidLine = false;
        }
    }

    private string Line(long done)
    {
        var part = _size == 0 ? 1 : Math.Clamp((double)done / _size, 0, 1);
        var seconds = _session.Time.GetElapsedTime(_startedAt).TotalSeconds;
        var speed = seconds > 0 ? (done - _from) / seconds : 0;
        var left = speed > 0 && done < _size ? $", {Durations.Show(TimeSpan.FromSeconds(Math.Ceiling(Math.Min((_size - done) / speed, 999_999))))} left" : "";
        var bar = new string('#', (int)(part * Width)).PadRight(Width, '.');
        return string.Create(CultureInfo.InvariantCulture, $"{_what} [{bar}] {part * 100:0} % of {Show.Bytes(_size)}, {Show.Bytes((long)speed)}/s{left}");
    }

    /// <summary>Over what was there: padded, because a shorter line would leave its end.</summary>
    private void Write(string line)
    {
        var padded = line.PadRight(_length);
        _length = line.Length;
        _session.Stderr.Write(Encoding.UTF8.GetBytes("\r" + padded));
        _session.Stderr.Flush();
        _session.Notes.MidLine = line.Length > 0;
    }

    private static string Short(string text) => text.Length <= NameWidth ? text : text[..(NameWidth - 3)] + "...";
}
