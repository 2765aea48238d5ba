using System.Globalization;
using System.Net.Sockets;
using System.Security.Cryptography;
using OrleansOps.HostAgent.Linux;
using OrleansOps.Platform;
using OrleansOps.Protocol;

namespace OrleansOps.HostAgent.Tasks;

/// <summary>
/// The way to the terminal of one attempt: a socket on which its supervisor takes messages and says to each how many bytes were typed so far (Supervisor/input.c).
/// What is typed is in memory for as long as it is under way, and nowhere else.
/// </summary>
internal sealed class InputLine(string directory, string name) : IDisposable
{
    private const int Heading = 16;

    private static readonly TimeSpan AnswerTime = TimeSpan.FromSeconds(3);

    private readonly SemaphoreSlim _turn = new(1, 1);
    private Socket? _socket;

    /// <summary>How many bytes were typed so far, these among them as far as they were taken; null: nobody answers.</summary>
    public async Task<long?> Type(TypeInput input)
    {
        await _turn.WaitAsync().ConfigureAwait(false);
        var message = MessageOf(input);
        try
        {
            using var timeout = new CancellationTokenSource(AnswerTime);
            var socket = _socket ??= await Connect(timeout.Token).ConfigureAwait(false);
            await socket.SendAsync(message, SocketFlags.None, timeout.Token).ConfigureAwait(false);
            var answer = new byte[sizeof(long)];
            if (await socket.ReceiveAsync(answer, SocketFlags.None, timeout.Token).ConfigureAwait(false) == answer.Length)
            {
                return BitConverter.ToInt64(answer);
            }
        }
        catch (Exception failed) when (failed is SocketException or IOException or OperationCanceledException or ObjectDisposedException)
        {
            // It is not there yet, or not any more; its attempt may be settled just now.
        }
        finally
        {
            CryptographicOperations.ZeroMemory(message);
            _turn.Release();
        }

        Dispose();   // an answer that comes late would be taken for that to the next one
        return null;
    }

    public void Dispose() => Interlocked.Exchange(ref _socket, null)?.Dispose();

    /// <summary>In the order of bytes of this machine, which is the supervisor's.</summary>
    private static byte[] MessageOf(TypeInput input)
    {
        var message = new byte[Heading + (input.Data?.Length ?? 0)];
        BitConverter.TryWriteBytes(message, input.At);
        BitConverter.TryWriteBytes(message.AsSpan(8), (ushort)(input.Size?.Columns ?? 0));
        BitConverter.TryWriteBytes(message.AsSpan(10), (ushort)(input.Size?.Rows ?? 0));
        input.Data?.CopyTo(message, Heading);
        return message;
    }

    /// <summary>By way of the open directory: the path of a socket has room for little.</summary>
    private async Task<Socket> Connect(CancellationToken cancel)
    {
        using var open = NativeFiles.Open(directory, NativeDirectories.PathOnly | NativeFiles.Directory | NativeFiles.CloseOnExec, 0);
        if (open.IsInvalid)
        {
            throw new IOException($"'{directory}' cannot be opened.");
        }

        var socket = new Socket(AddressFamily.Unix, SocketType.Seqpacket, ProtocolType.Unspecified);
        try
        {
            var path = string.Create(CultureInfo.InvariantCulture, $"/proc/self/fd/{open.DangerousGetHandle()}/{name}");
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), cancel).ConfigureAwait(false);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
