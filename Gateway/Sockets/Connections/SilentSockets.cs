namespace OrleansOps.Sockets.Connections;

/// <summary>
/// Connections that have not said Hello. Each may take its time for that; so that one host cannot take everybody's places meanwhile, it may
/// have a few of them: the next one while the gateway does not know yet that the one before it is dead.
/// </summary>
internal sealed class SilentSockets
{
    public const int MostOfOneAgent = 2;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, int> _places = [];

    /// <summary>The place is free again when it is disposed of, for the first time. Null: the agent has all of its places.</summary>
    public SilentSocket? Enter(string agentId)
    {
        lock (_lock)
        {
            var taken = _places.GetValueOrDefault(agentId);
            if (taken >= MostOfOneAgent)
            {
                return null;
            }

            _places[agentId] = taken + 1;
            return new SilentSocket(() => Leave(agentId));
        }
    }

    /// <summary>The agent has said Hello on this connection.</summary>
    public static void Leave(HttpContext? http) => http?.Features.Get<SilentSocket>()?.Dispose();

    private void Leave(string agentId)
    {
        lock (_lock)
        {
            if (--_places[agentId] == 0)
            {
                _places.Remove(agentId);
            }
        }
    }
}
