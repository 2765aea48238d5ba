using System.Collections.Concurrent;
using System.Net.WebSockets;
using OrleansOps.Access;

namespace OrleansOps.Seeds.S1.Conversations;

/// <summary>The S1 agents that are connected here.</summary>
internal sealed class S1Conversations(S1Services services)
{
    private readonly ConcurrentDictionary<S1Conversation, bool> _all = new();

    public IEnumerable<S1Conversation> All => _all.Select(entry => entry.Key);

    /// <summary>Returns when the connection is over.</summary>
    public async Task Hold(WebSocket socket, HttpContext http, TokenView token)
    {
        using var conversation = new S1Conversation(socket, token.AgentId!, http.Connection.Id, services, http.RequestAborted);
        _all[conversation] = true;
        try
        {
            await conversation.Run(http, token.Name);
        }
        finally
        {
            _all.TryRemove(conversation, out _);
        }
    }
}
