namespace OrleansOps.Agents;

/// <summary>What an agent's Hello changes of what is kept of it.</summary>
internal static class AgentHellos
{
    public static AgentState Opened(AgentState agent, LiveSession session, AgentHello hello) => agent with
    {
        Epoch = session.Epoch,
        ConnectedAt = session.ConnectedAt,
        LastSeenAt = session.LastSeenAt,
        Protocol = hello.Protocol,
        Version = hello.Version,
        Slots = hello.Slots,
        Facts = hello.Facts,
        Installation = hello.Installation ?? agent.Installation,
    };

    /// <summary>What is worth telling of the difference.</summary>
    public static IEnumerable<(HostEventKind Kind, Said Text)> News(AgentState agent, AgentHello hello)
    {
        if (agent.Version is { } version && !string.Equals(version, hello.Version, StringComparison.Ordinal))
        {
            yield return (HostEventKind.Upgraded, Said.Of("upgraded", $"Version {version} became {hello.Version}.", ("from", version), ("to", hello.Version)));
        }

        if (agent.Facts is { } facts && !string.Equals(facts.HostName, hello.Facts.HostName, StringComparison.Ordinal))
        {
            yield return (HostEventKind.Renamed, Said.Of(
                "machineRenamed", $"Its machine calls itself {hello.Facts.HostName} now, and not {facts.HostName} any more. It is still {agent.Name} here.",
                ("from", facts.HostName), ("to", hello.Facts.HostName), ("name", agent.Name)));
        }
    }
}
