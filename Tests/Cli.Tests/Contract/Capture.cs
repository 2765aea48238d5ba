using System.Text;

namespace OrleansOps.Cli.Tests;

/// <summary>Keeps what a process writes, and tells when a text has come.</summary>
internal sealed class Capture
{
    private readonly Lock _lock = new();
    private readonly List<byte> _bytes = [];
    private TaskCompletionSource _more = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Capture(Stream stream) => Ended = Read(stream);

    public Task Ended { get; }

    public byte[] Bytes
    {
        get
        {
            lock (_lock)
            {
                return [.. _bytes];
            }
        }
    }

    /// <summary>False if the stream ended, or the time was over, without the text.</summary>
    public async Task<bool> Has(string text, TimeSpan limit)
    {
        using var over = new CancellationTokenSource(limit);
        while (true)
        {
            Task more;
            lock (_lock)
            {
                more = _more.Task;
            }

            var ended = Ended.IsCompleted;
            if (Encoding.UTF8.GetString(Bytes).Contains(text, StringComparison.Ordinal))
            {
                return true;
            }

            if (ended || over.IsCancellationRequested)
            {
                return false;
            }

            await Task.WhenAny(more, Ended, Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, over.Token));
        }
    }

    private async Task Read(Stream stream)
    {
        var buffer = new byte[64 * 1024];
        while (await stream.ReadAsync(buffer) is > 0 and var length)
        {
            TaskCompletionSource more;
            lock (_lock)
            {
                _bytes.AddRange(buffer.AsSpan(0, length));
                (more, _more) = (_more, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
            }

            more.SetResult();
        }
    }
}
