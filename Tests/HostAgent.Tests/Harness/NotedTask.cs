using System.Text;
using OrleansOps.HostAgent;
using OrleansOps.HostAgent.Logs;
using OrleansOps.Protocol;

namespace OrleansOps.AgentTests;

/// <summary>A task whose supervisor notes the order of what it prints, its log, and a store that takes everything at once.</summary>
internal sealed class NotedTask
{
    private const int Marks = 2;

    /// <summary>Of the streams, and what is noted of their order.</summary>
    private readonly MemoryFile[] _files = [new(), new(), new()];
    private readonly LogWindow _window = new(TimeProvider.System);
    private readonly byte[] _buffer = new byte[Limits.BatchBytes];
    private TaskLog _log;

    public NotedTask() => _log = NewLog();

    /// <summary>Every print in its order: when, to which stream, and where it ends there.</summary>
    public List<(DateTimeOffset At, LogStream Stream, long End)> Prints { get; } = [];

    public StoredLog Store { get; } = new("t", 1);

    public IEnumerable<LogBatch> Batches => Store.Batches.Select(stored => stored.Batch);

    /// <summary>What is stored, in the order in which it is.</summary>
    public string Text => string.Concat(Batches.Select(batch => batch.Text));

    public void Print(LogStream stream, string text, DateTimeOffset at, bool isNoted = true)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var end = _files[(int)stream].Length() + bytes.Length;
        if (isNoted)
        {
            Note(new OrderMark(stream, end, at));
        }

        _files[(int)stream].Append(bytes);
        Prints.Add((at, stream, end));
    }

    public void Note(OrderMark mark)
    {
        Span<byte> note = stackalloc byte[OrderMark.Size];
        mark.Write(note);
        _files[Marks].Append(note);
    }

    /// <summary>Sends and stores up to so many batches.</summary>
    public void Send(int batches = int.MaxValue)
    {
        for (; batches > 0 && _log.Cut(_buffer) is { } batch; batches--)
        {
            _log.Take(Store.Append(batch));
        }
    }

    /// <summary>The agent starts again.</summary>
    public void Restart()
    {
        _log.Dispose();
        _log = NewLog();
        _log.Adopt();
        _log.Start(Store.Mark());
    }

    public void End()
    {
        _log.Finish(new LogEnd(_files[0].Length(), _files[1].Length(), 0, 0, LogDropReason.DiskFull));
        Send();
        Assert.True(_log.AllStored, $"Not all is stored: {Store.Mark()}");
    }

    private TaskLog NewLog() => new(new AttemptId("t", 1), _files[0], _files[1], _files[Marks], _window, TimeProvider.System);
}
