using System.Net.Sockets;
using System.Text;
using OrleansOps.Protocol;
using OrleansOps.Tests.Gateway.World;

namespace OrleansOps.Tests.Gateway.Http;

/// <summary>Requests for a socket whose headers no client of ours would send, byte by byte.</summary>
public sealed class HostileUpgradeTests(GatewayWorld world) : IClassFixture<GatewayWorld>
{
    public static TheoryData<string, string?, string> Subprotocols => new()
    {
        { "none, without a token", null, "401" },
        { "an empty one", "", "401" },
        { "three", "a, b, c", "401" },
        { "three, in three headers", "a\r\nSec-WebSocket-Protocol: b\r\nSec-WebSocket-Protocol: c", "401" },
        { "the token", "TOKEN", "401" },
        { "the token, as some offer it", "bearer, TOKEN", "401" },
        { "8 KB", new string('x', 8 * 1024), "401" },
        { "8 KB around the token", $"{new string('x', 8 * 1024)}, TOKEN", "401" },
        { "characters that no name has", "(a)\"b\"@/\\", "401" },
        { "a control character", "a\u0001b", "401" },
        { "a NUL", "a\0b", "400" },
        { "more than all headers may have", $"{new string('x', 33 * 1024)}, TOKEN", "431" },
    };

    [Theory]
    [MemberData(nameof(Subprotocols))]
    public async Task NoSubprotocolOpensTheSocketOrIsEchoed(string what, string? subprotocol, string status)
    {
        var token = (await world.Enrol("upgrade")).Token;
        var answer = await Ask(subprotocol?.Replace("TOKEN", token, StringComparison.Ordinal), authorization: null);

        Assert.True(answer.StartsWith($"HTTP/1.1 {status} ", StringComparison.Ordinal), $"{what}: expected {status}, there was: {answer}");
        Assert.DoesNotContain(token, answer, StringComparison.Ordinal);
        Assert.DoesNotContain("Sec-WebSocket-Protocol", answer, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task CompressionIsOfferedInVain()
    {
        var answer = await Ask(subprotocol: null, await Proof((await world.Enrol("deflate")).Token), "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits\r\n");

        Assert.StartsWith("HTTP/1.1 101 ", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("Sec-WebSocket-Extensions", answer, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>What the gateway says to a request for the agents' socket, up to the end of its headers or of the connection.</summary>
    private async Task<string> Ask(string? subprotocol, string? authorization, string more = "")
    {
        using var client = new TcpClient();
        await client.ConnectAsync(world.Address.Host, world.Address.Port).Within("the connection is open");
        var request = $"GET {ProtocolVersion.HubPath} HTTP/1.1\r\nHost: {world.Address.Authority}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
            + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
            + (subprotocol is null ? "" : $"Sec-WebSocket-Protocol: {subprotocol}\r\n")
            + (authorization is null ? "" : $"Authorization: {authorization}\r\n")
            + $"{more}\r\n";
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(request));
        return await Answer(client.GetStream()).Within("the gateway answers a request for a socket");
    }

    private async Task<string> Proof(string token)
    {
        using var challenge = await world.Stranger.GetAsync(ProtocolVersion.HubPath);
        return $"{AgentProof.Scheme} {AgentProof.Answer(token, challenge.Headers.WwwAuthenticate.Single().Parameter!)}";
    }

    private static async Task<string> Answer(NetworkStream stream)
    {
        var answer = new StringBuilder();
        var buffer = new byte[4096];
        int read;
        while (!answer.ToString().Contains("\r\n\r\n", StringComparison.Ordinal) && (read = await stream.ReadAsync(buffer)) > 0)
        {
            answer.Append(Encoding.ASCII.GetString(buffer, 0, read));
        }

        return answer.ToString();
    }
}
