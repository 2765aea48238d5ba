using System.Buffers;
using System.IO.Pipelines;
using System.Net.WebSockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http.Features;

namespace OrleansOps.HostAgent.Connection;

/// <summary>
/// A WebSocket as the pair of pipes that a hub connection speaks through. Its pipes are bounded, so a slow peer is felt by the writer.
/// </summary>
internal sealed class WebSocketConnection : ConnectionContext
{
    private const int ReadBytes = 16 * 1024;
    private const int PipeBytes = 64 * 1024;

    private static readonly TimeSpan CloseTime = TimeSpan.FromSeconds(2);

    private readonly WebSocket _socket;
    private readonly TimeProvider _time;
    private readonly DuplexPipe _application;
    private readonly CancellationTokenSource _aborted = new();
    private readonly Task _pumps;

    public WebSocketConnection(WebSocket socket, TimeProvider time)
    {
        _socket = socket;
        _time = time;

        // Inline: who writes carries the bytes on as far as they go, instead of waking another thread for it.
        var options = new PipeOptions(
            readerScheduler: PipeScheduler.Inline,
            writerScheduler: PipeScheduler.Inline,
            pauseWriterThreshold: PipeBytes,
            resumeWriterThreshold: PipeBytes / 2,
            useSynchronizationContext: false);
        var incoming = new Pipe(options);
        var outgoing = new Pipe(options);
        Transport = new DuplexPipe(incoming.Reader, outgoing.Writer);
        _application = new DuplexPipe(outgoing.Reader, incoming.Writer);
        _pumps = Task.WhenAll(Receive(), Send());
    }

    public override IDuplexPipe Transport { get; set; }

    public override string ConnectionId { get; set; } = "";

    public override IFeatureCollection Features { get; } = new FeatureCollection();

    public override IDictionary<object, object?> Items { get; set; } = new Dictionary<object, object?>();

    public override void Abort(ConnectionAbortedException abortReason) => _aborted.Cancel();

    public override async ValueTask DisposeAsync()
    {
        await Transport.Output.CompleteAsync();
        await Transport.Input.CompleteAsync();
        _aborted.CancelAfter(CloseTime);
        await _pumps;
        _socket.Dispose();
        _aborted.Dispose();
        await base.DisposeAsync();
    }

    private async Task Receive()
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        Exception? error = null;
        try
        {
            while (true)
            {
                var result = await _socket.ReceiveAsync(_application.Output.GetMemory(ReadBytes), _aborted.Token);
                if (result.MessageType == WebSocketMessageType.Close)
                {
                    break;
                }

                _application.Output.Advance(result.Count);
                if ((await _application.Output.FlushAsync()).IsCompleted)
                {
                    break;
                }
            }
        }
        catch (Exception failed)   // whatever it is, e.g. the other pump's abort seen as a disposed socket: the connection is over, and has to say so
        {
            error = failed;
        }

        await _application.Output.CompleteAsync(error);
        _application.Input.CancelPendingRead();
    }

    private async Task Send()
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        Exception? error = null;
        try
        {
            while (true)
            {
                var read = await _application.Input.ReadAsync(_aborted.Token);
                if (read.IsCanceled)
                {
                    break;
                }

                await SendMessage(read.Buffer);
                _application.Input.AdvanceTo(read.Buffer.End);
                if (read.IsCompleted)
                {
                    break;
                }
            }

            await Close();
        }
        catch (Exception failed)
        {
            error = failed;
            _socket.Abort();
        }

        await _application.Input.CompleteAsync(error);
    }

    private async ValueTask SendMessage(ReadOnlySequence<byte> message)
    {
        while (!message.IsEmpty)
        {
            var segment = message.First;
            message = message.Slice(segment.Length);
            await _socket.SendAsync(segment, WebSocketMessageType.Text, endOfMessage: message.IsEmpty, _aborted.Token);
        }
    }

    private async Task Close()
    {
        if (_socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
        {
            using var limit = new CancellationTokenSource(CloseTime, _time);
            await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, "", limit.Token);
        }
    }

    private sealed record DuplexPipe(PipeReader Input, PipeWriter Output) : IDuplexPipe;
}
