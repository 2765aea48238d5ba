using System.IO.Pipelines;
using System.Net.WebSockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http.Features;

namespace OrleansOps.Tests.Gateway.World;

/// <summary>A web socket as the connection that a SignalR client wants: two pipes and two pumps.</summary>
internal sealed class WebSocketConnection : ConnectionContext, IDuplexPipe
{
    private readonly WebSocket _socket;
    private readonly Pipe _in = new();
    private readonly Pipe _out = new();
    private readonly CancellationTokenSource _ended = new();
    private readonly TaskCompletionSource _reading = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _pumps;
    private volatile bool _stopped;
    private volatile bool _disposed;

    public WebSocketConnection(WebSocket socket)
    {
        _socket = socket;
        Transport = this;
        _pumps = Task.WhenAll(Receive(), Send());
    }

    public override string ConnectionId { get; set; } = Guid.NewGuid().ToString("N");

    public override IFeatureCollection Features { get; } = new FeatureCollection();

    public override IDictionary<object, object?> Items { get; set; } = new Dictionary<object, object?>();

    public override IDuplexPipe Transport { get; set; }

    public PipeReader Input => _in.Reader;

    public PipeWriter Output => _out.Writer;

    public override CancellationToken ConnectionClosed
    {
        get => _ended.Token;
        set => throw new NotSupportedException();
    }

    /// <summary>From the next message on, nothing is taken from the socket.</summary>
    public void StopReading() => _stopped = true;

    public override void Abort()
    {
        if (!_disposed)
        {
            _ended.Cancel();
            _socket.Abort();
            _reading.TrySetResult();
        }
    }

    public override void Abort(ConnectionAbortedException abortReason) => Abort();

    public override async ValueTask DisposeAsync()
    {
        await _in.Reader.CompleteAsync();
        await _out.Writer.CompleteAsync();
        Abort();
        await _pumps;
        _disposed = true;
        _socket.Dispose();
        _ended.Dispose();
        await base.DisposeAsync();
    }

    private async Task Receive()
    {
        Exception? failure = null;
        try
        {
            while (true)
            {
                if (_stopped)
                {
                    await _reading.Task;
                }

                var received = await _socket.ReceiveAsync(_in.Writer.GetMemory(4096), _ended.Token);
                if (received.MessageType == WebSocketMessageType.Close)
                {
                    break;
                }

                _in.Writer.Advance(received.Count);
                if ((await _in.Writer.FlushAsync(_ended.Token)).IsCompleted)
                {
                    break;
                }
            }
        }
        catch (Exception error) when (error is OperationCanceledException or WebSocketException or ObjectDisposedException)
        {
            failure = error;
        }

        await _in.Writer.CompleteAsync(failure);
    }

    private async Task Send()
    {
        try
        {
            while (true)
            {
                var read = await _out.Reader.ReadAsync(_ended.Token);
                foreach (var part in read.Buffer)
                {
                    await _socket.SendAsync(part, WebSocketMessageType.Text, endOfMessage: true, _ended.Token);
                }

                _out.Reader.AdvanceTo(read.Buffer.End);
                if (read.IsCompleted)
                {
                    break;
                }
            }
        }
        catch (Exception error) when (error is OperationCanceledException or WebSocketException or ObjectDisposedException)
        {
            // The socket is gone; the reading side says so to the client.
        }
    }
}
