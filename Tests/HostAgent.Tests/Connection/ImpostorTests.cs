using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace OrleansOps.AgentTests.Connection;

/// <summary>Somebody else listens where the gateway was: he learns nothing that is worth anything, and is not obeyed.</summary>
public sealed class ImpostorTests
{
    private const string Secret = "secretofagent1";

    /// <summary>A WebSocket frame with SignalR's handshake reply and an order to run something.</summary>
    private static readonly byte[] Orders = Frame("{}\u001e{\"type\":1,\"target\":\"Run\",\"arguments\":[{\"taskId\":\"evil\",\"attempt\":1,\"agentId\":\"agent1\",\"kind\":3,\"argv\":[\"touch\",\"MADE\"],\"env\":{},\"timeoutMs\":60000,\"grace\":{\"interruptMs\":1,\"terminateMs\":1},\"logCapBytes\":1000000}]}\u001e");

    [Theory]
    [InlineData("upgrades at once", "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n")]
    [InlineData("is content with everything", "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")]
    [InlineData("asks for the token as gateways of old did", "HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Bearer\r\nContent-Length: 0\r\n\r\n")]
    [InlineData("sends it elsewhere", "HTTP/1.1 307 Temporary Redirect\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n")]
    public async Task WhoGivesNoChallenge_IsTheGatewayOfNobody(string what, string answer)
    {
        using var impostor = new Impostor(_ => answer);
        await using var agent = TestAgent.StartAt(impostor.Address);

        await impostor.UntilAsked(2);

        Assert.True(impostor.Heard.All(request => !request.Contains("Authorization", StringComparison.OrdinalIgnoreCase)), what);
        IsSafe(agent, impostor);
    }

    [Theory]
    [InlineData("no proof", "")]
    [InlineData("a proof that is none", "Ops-Proof: AAAA\r\n")]
    [InlineData("a long one", "Ops-Proof: AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\r\n")]
    public async Task WhoHasNoProof_IsToldNothingAndNotObeyed(string what, string header)
    {
        using var impostor = new Impostor(request => request.Contains("Upgrade", StringComparison.OrdinalIgnoreCase)
            ? Upgrade(request, header)
            : "HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Ops-Proof c2hvdyBtZQ\r\nContent-Length: 0\r\n\r\n");
        await using var agent = TestAgent.StartAt(impostor.Address);

        await impostor.UntilAsked(4);

        Assert.True(impostor.Heard.Any(request => request.Contains("Ops-Proof 1.agent1.", StringComparison.Ordinal)), what);
        Assert.Empty(impostor.AfterUpgrade);   // not even SignalR's handshake
        IsSafe(agent, impostor);
    }

    private static void IsSafe(TestAgent agent, Impostor impostor)
    {
        Assert.DoesNotContain(impostor.Heard, request => request.Contains(Secret, StringComparison.Ordinal));
        Assert.DoesNotContain(impostor.Heard, request => request.Contains(Convert.ToBase64String(Encoding.ASCII.GetBytes(Secret)).TrimEnd('='), StringComparison.Ordinal));
        Assert.Empty(Directory.EnumerateFileSystemEntries(Path.Join(agent.Data, "tasks")));
    }

    [SuppressMessage("Security", "CA5350", Justification = "RFC 6455 wants it.")]
    private static string Upgrade(string request, string header)
    {
        var key = request.Split("\r\n").First(line => line.StartsWith("Sec-WebSocket-Key:", StringComparison.OrdinalIgnoreCase)).Split(':')[1].Trim();
        var accept = Convert.ToBase64String(System.Security.Cryptography.SHA1.HashData(Encoding.ASCII.GetBytes(key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11")));
        return $"HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Accept: {accept}\r\n{header}\r\n";
    }

    private static byte[] Frame(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        return [0x81, 126, (byte)(bytes.Length >> 8), (byte)bytes.Length, .. bytes];
    }

    /// <summary>Answers each request as it likes; after an upgrade it orders things and listens.</summary>
    private sealed class Impostor : IDisposable
    {
        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
        private readonly Func<string, string> _answer;
        private readonly Changes _changes = new();

        public Impostor(Func<string, string> answer)
        {
            _answer = answer;
            _listener.Start();
            _ = Accept();
        }

        public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");

        public ConcurrentQueue<string> Heard { get; } = new();

        public ConcurrentQueue<byte> AfterUpgrade { get; } = new();

        public Task UntilAsked(int times) => _changes.Until(() => Heard.Count >= times, $"{times} requests", () => string.Join('|', Heard));

        public void Dispose() => _listener.Dispose();

        private async Task Accept()
        {
            while (true)
            {
                _ = Serve(await _listener.AcceptTcpClientAsync());
            }
        }

        private async Task Serve(TcpClient client)
        {
            using var owned = client;
            var stream = client.GetStream();
            var buffer = new byte[8192];
            var request = "";
            int read;
            while ((read = await stream.ReadAsync(buffer)) > 0)
            {
                request += Encoding.ASCII.GetString(buffer, 0, read);
                if (!request.EndsWith("\r\n\r\n", StringComparison.Ordinal))
                {
                    continue;
                }

                var answer = _answer(request);
                Heard.Enqueue(request);
                _changes.Pulse();
                request = "";
                await stream.WriteAsync(Encoding.ASCII.GetBytes(answer));
                if (answer.Contains(" 101 ", StringComparison.Ordinal))
                {
                    await stream.WriteAsync(Orders);
                    while ((read = await stream.ReadAsync(buffer)) > 0)
                    {
                        buffer.Take(read).ToList().ForEach(AfterUpgrade.Enqueue);
                    }

                    return;
                }
            }
        }
    }
}
