using System.Net.WebSockets;
using OrleansOps.HostAgent.Connection;
using OrleansOps.Protocol;

namespace OrleansOps.Tests.Support;

/// <summary>Opens an agent's socket as the agent itself does, with a proof from both ends.</summary>
public static class AgentSocket
{
    private static readonly HttpMessageInvoker Http = new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false, UseCookies = false });

    /// <param name="hub">Address of the hub: ws or wss.</param>
    /// <param name="token">The agent's token.</param>
    /// <param name="adjust">Sets what a test wants to be different.</param>
    /// <exception cref="WebSocketException">Nobody is there.</exception>
    /// <exception cref="AgentRefusedException">The server answered, and did not let it in.</exception>
    public static async Task<ClientWebSocket> Open(Uri hub, string token, Action<ClientWebSocketOptions>? adjust = null, CancellationToken cancel = default)
    {
        try
        {
            return await ProvenSocket.Open(hub, Http, token, Create, cancel);
        }
        catch (GatewayRefusedException refused)
        {
            throw new AgentRefusedException((System.Net.HttpStatusCode)refused.Status, refused.RetryAfter, refused);
        }
        catch (HttpRequestException away)
        {
            throw new WebSocketException(away.Message, away);
        }

        ClientWebSocket Create()
        {
            var socket = new ClientWebSocket();
            adjust?.Invoke(socket.Options);
            return socket;
        }
    }

    /// <summary>Asks for the socket with a proof, but as a plain request: what the doors behind the lock answer.</summary>
    public static async Task<HttpResponseMessage> Knock(HttpClient stranger, string token, HttpRequestMessage? asked = null)
    {
        using var challenge = await stranger.GetAsync(ProtocolVersion.HubPath);
        using var request = asked ?? new HttpRequestMessage(HttpMethod.Get, ProtocolVersion.HubPath);
        request.Headers.TryAddWithoutValidation("Authorization", $"{AgentProof.Scheme} {AgentProof.Answer(token, challenge.Headers.WwwAuthenticate.Single().Parameter!)}");
        return await stranger.SendAsync(request);
    }
}
