using Microsoft.Extensions.Options;
using OrleansOps.Seeds.Conversations;
using OrleansOps.Seeds.S1.Wire;
using OrleansOps.Sockets;

namespace OrleansOps.Seeds.S1;

/// <summary>Lets an S1 agent in that shows its token, by the measures that hold for all agents.</summary>
internal sealed class S1SocketDoor(S1Tokens tokens, AgentDoor door, SeedConversations conversations, IOptions<S1Options> options)
{
    public async Task Enter(HttpContext http)
    {
        if (!http.WebSockets.IsWebSocketRequest)
        {
            await http.Answer(S1Refusal.NotASocket);
            return;
        }

        var (token, refusal) = await tokens.Check(http, S1Tokens.InHandshake(http.Request.Headers.SecWebSocketProtocol));
        if (token is null)
        {
            await http.Answer(refusal!);
        }
        else if (!string.Equals(http.Request.RouteValues["agentId"] as string, token.AgentId, StringComparison.Ordinal))
        {
            await http.Answer(S1Refusal.UnknownAgent);   // whether another host is called so is not for this one to know
        }
        else
        {
            await door.Admit(http, token.AgentId!, Accept);
        }

        async Task Accept(HttpContext admitted)
        {
            // No sub-protocol is chosen: S1's own server chooses none, and its agents do not look. Compressed is no secret: its orders have none in them.
            using var socket = await admitted.WebSockets.AcceptWebSocketAsync(new WebSocketAcceptContext { DangerousEnableCompression = options.Value.Compression });
            await conversations.Hold(socket, new S1Words(options.Value, token!.Name), admitted, token);
        }
    }
}
