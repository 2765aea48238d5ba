using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using OrleansOps.Http;

namespace OrleansOps.Operators.Streams;

/// <summary>
/// Writes server-sent events, each of which is on its way when the call returns. A reader that is slow makes its writer wait; one that takes
/// nothing for too long is cut off, so that what is held for it goes.
/// </summary>
internal sealed class EventStream(HttpResponse response, TimeSpan readWithin, TimeProvider time, CancellationToken cancel) : IAsyncDisposable
{
    private readonly PipeWriter _body = response.BodyWriter;
    private readonly Utf8JsonWriter _json = new(response.BodyWriter, WebJson.WriterOptions);
    private long _writtenAt = time.GetTimestamp();

    public TimeSpan Silence => time.GetElapsedTime(_writtenAt);

    public async Task Open()
    {
        response.ContentType = "text/event-stream";
        response.Headers.CacheControl = "no-store";
        response.Headers["X-Accel-Buffering"] = "no";   // a proxy that gathers events would make them late
        await response.StartAsync(cancel);
        await Flush();
    }

    public async Task Send<T>(string name, T data, JsonTypeInfo<T> type, long? id = null)
    {
        Text("event: ");
        Text(name);
        if (id is { } number)
        {
            Text("\nid: ");
            Text(number.ToString(CultureInfo.InvariantCulture));
        }

        Text("\ndata: ");
        JsonSerializer.Serialize(_json, data, type);   // JSON has no line breaks of its own
        await _json.FlushAsync(cancel);
        _json.Reset();
        Text("\n\n");
        await Flush();
    }

    /// <summary>Puts an event among those that go out with the next <see cref="Flush"/>.</summary>
    /// <param name="json">What it says, written already.</param>
    public void Add(string name, ReadOnlySpan<byte> json)
    {
        Text("event: ");
        Text(name);
        Text("\ndata: ");
        _body.Write(json);
        Text("\n\n");
    }

    /// <summary>How long a reader that loses the connection waits before it comes again.</summary>
    public void Retry(TimeSpan pause) => Text($"retry: {(int)pause.TotalMilliseconds}\n\n");

    public Task KeepAlive()
    {
        Text(": keep-alive\n\n");
        return Flush();
    }

    public ValueTask DisposeAsync() => _json.DisposeAsync();

    private void Text(string text) => Encoding.UTF8.GetBytes(text, _body);

    public async Task Flush()
    {
        var flushing = _body.FlushAsync(cancel);
        var flushed = flushing.IsCompleted ? await flushing : await Taken(flushing.AsTask());
        if (flushed.IsCompleted)
        {
            throw new OperationCanceledException("The follower is gone.");
        }

        _writtenAt = time.GetTimestamp();
    }

    /// <summary>What is too much for the sockets' own buffers waits here for the reader.</summary>
    private async Task<FlushResult> Taken(Task<FlushResult> flushing)
    {
        try
        {
            return await flushing.WaitAsync(readWithin, time, cancel);
        }
        catch (TimeoutException late)
        {
            response.HttpContext.Abort();   // an orderly end would wait for the reader, too
            throw new OperationCanceledException($"The follower has read nothing for {readWithin.TotalSeconds} s.", late);
        }
    }
}
