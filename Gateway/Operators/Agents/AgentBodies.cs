using OrleansOps.Agents;

namespace OrleansOps.Operators.Agents;

/// <summary>From the grains' words to the operators'.</summary>
internal static class AgentBodies
{
    public static Api.AgentView ToRest(this AgentView agent) => new()
    {
        Id = agent.Id,
        Name = agent.Name,
        State = agent.Presence switch
        {
            AgentPresence.Online => Api.AgentState.Online,
            AgentPresence.Offline => Api.AgentState.Offline,
            _ => Api.AgentState.Never,
        },
        Labels = agent.Labels,
        HostLabels = agent.HostLabels.Count == 0 ? null : agent.HostLabels,
        Version = agent.Version,
        Protocol = agent.Protocol,
        Slots = agent.Slots,
        SlotLimit = agent.SlotLimit,
        SlotsNow = agent.SlotsNow,
        Throttle = agent.Throttle,
        Throttled = agent.Throttled,
        Epoch = agent.Epoch,
        EnrolledAt = agent.EnrolledAt,
        ConnectedAt = agent.ConnectedAt,
        LastSeenAt = agent.LastSeenAt,
        Facts = agent.Facts,
        Load = agent.Load,
        Running = agent.Running,
        Queued = agent.Queued,
        Draining = agent.Draining,
        DrainReason = agent.DrainReason,
        CpuPercent = agent.Load?.CpuPercent,
        Recent = agent.Recent,
    };
}
