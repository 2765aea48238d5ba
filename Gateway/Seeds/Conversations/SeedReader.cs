using System.Buffers;
using System.Net.WebSockets;

namespace OrleansOps.Seeds.Conversations;

/// <summary>Reads whole messages, however they are cut into frames, up to a limit. Used by one caller at a time.</summary>
internal sealed class SeedReader(WebSocket socket, SeedLargeMessages large, int mostBytes, TimeProvider time) : IDisposable
{
    private const int SmallBytes = 4 * 1024;

    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(SmallBytes);
    private CancellationTokenSource? _hurry;

    /// <summary>The next message, valid until the next call; null where the agent has closed the connection.</summary>
    /// <exception cref="InvalidDataException">It is over the limit, or too slow for its size.</exception>
    /// <exception cref="WebSocketException">The connection broke, or broke the rules of WebSockets.</exception>
    public async Task<ReadOnlyMemory<byte>?> Next(CancellationToken gone)
    {
        Shrink();
        var length = 0;
        while (true)
        {
            if (length == _buffer.Length)
            {
                await Grow(length, gone);
            }

            ValueWebSocketReceiveResult read;
            try
            {
                read = await socket.ReceiveAsync(_buffer.AsMemory(length), _hurry?.Token ?? gone);
            }
            catch (OperationCanceledException slow) when (!gone.IsCancellationRequested)
            {
                throw new InvalidDataException($"A message of more than {SeedLargeMessages.From} bytes took longer than {SeedLargeMessages.Within.TotalSeconds} s.", slow);
            }

            if (read.MessageType == WebSocketMessageType.Close)
            {
                return null;
            }

            length += read.Count;
            if (length > mostBytes)
            {
                throw new InvalidDataException($"A message has more than {mostBytes} bytes.");
            }

            if (read.EndOfMessage)
            {
                return _buffer.AsMemory(0, length);
            }
        }
    }

    /// <summary>Reads what still comes, and throws it away, until the agent has closed the connection too.</summary>
    public async Task ReadToTheEnd(CancellationToken cut)
    {
        try
        {
            while (socket.State is WebSocketState.Open or WebSocketState.CloseSent
                && (await socket.ReceiveAsync(_buffer.AsMemory(), cut)).MessageType != WebSocketMessageType.Close)
            {
                // not for anybody any more
            }
        }
        catch (Exception over) when (over is OperationCanceledException or WebSocketException)
        {
            // It did not close it, or closed it without a word.
        }
    }

    public void Dispose()
    {
        LeaveLarge();
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
    }

    private async Task Grow(int length, CancellationToken gone)
    {
        if (length >= SeedLargeMessages.From && _hurry is null)
        {
            await large.Enter(gone);
            _hurry = CancellationTokenSource.CreateLinkedTokenSource(gone);
            _ = HurryUp(_hurry);
        }

        var larger = ArrayPool<byte>.Shared.Rent(Math.Min(length * 2, mostBytes + 1));
        _buffer.AsSpan(0, length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }

    private async Task HurryUp(CancellationTokenSource hurry)
    {
        await Task.Delay(SeedLargeMessages.Within, time, hurry.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        try
        {
            if (ReferenceEquals(_hurry, hurry))
            {
                await hurry.CancelAsync();
            }
        }
        catch (ObjectDisposedException)
        {
            // The message has ended in this moment.
        }
    }

    private void Shrink()
    {
        LeaveLarge();
        if (_buffer.Length > SmallBytes)
        {
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = ArrayPool<byte>.Shared.Rent(SmallBytes);
        }
    }

    private void LeaveLarge()
    {
        if (_hurry is { } hurry)
        {
            _hurry = null;
            hurry.Cancel();
            hurry.Dispose();
            large.Leave();
        }
    }
}
