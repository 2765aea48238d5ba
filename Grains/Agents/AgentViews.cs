namespace OrleansOps.Agents;

/// <summary>An agent as others see it.</summary>
internal static class AgentViews
{
    public static AgentView View(this AgentState agent, string id, LiveSession? session, HostThrottle throttle, HostTasks tasks, IReadOnlyList<double> recent) => new()
    {
        Id = id,
        Name = agent.Name,
        Presence = session is { Open: true } ? AgentPresence.Online : agent.ConnectedAt is null ? AgentPresence.Never : AgentPresence.Offline,
        Labels = AgentLabels.Of(agent),
        HostLabels = agent.HostLabels,
        Version = agent.Version,
        Protocol = agent.Protocol,
        Slots = agent.Slots,
        Epoch = agent.Epoch,
        EnrolledAt = agent.EnrolledAt!.Value,
        ConnectedAt = agent.ConnectedAt,
        LastSeenAt = session?.LastSeenAt ?? agent.LastSeenAt,
        Facts = agent.Facts,
        Load = session?.Load,
        Running = tasks.Slots.Count,
        Queued = tasks.Waiting.Count,
        Draining = agent.Draining,
        DrainReason = agent.DrainReason,
        SlotLimit = agent.SlotLimit,
        SlotsNow = throttle.Now(agent.Slots),
        Throttle = throttle.IsOn,
        Throttled = throttle.Pressure,
        Recent = recent,
    };
}
