using System.Collections.Concurrent;
using System.Net.WebSockets;
using OrleansOps.Access;

namespace OrleansOps.Seeds.Conversations;

/// <summary>The agents of older systems that are connected here.</summary>
internal sealed class SeedConversations(SeedServices services)
{
    private readonly ConcurrentDictionary<SeedConversation, bool> _all = new();

    public IEnumerable<SeedConversation> All => _all.Select(entry => entry.Key);

    /// <summary>A connection here on which the same agent has begun a later session; null: there is none.</summary>
    public SeedConversation? Newer(SeedConversation than) =>
        All.FirstOrDefault(one => one.Epoch > than.Epoch && string.Equals(one.AgentId, than.AgentId, StringComparison.Ordinal));

    /// <summary>Returns when the connection is over.</summary>
    public async Task Hold(WebSocket socket, ISeedWords words, HttpContext http, TokenView token)
    {
        using var conversation = new SeedConversation(socket, words, token.AgentId!, http.Connection.Id, services, this, http.RequestAborted);
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
