namespace OrleansOps.Agents;

/// <summary>What people say of a host (its name, its labels, whether it is to get tasks), and what its agent says of it when it connects.</summary>
internal sealed class HostProfile(StoredAgent agent, FleetAnnouncer fleet, TimeProvider time)
{
    private string Name => agent.Now.Name;

    public async Task Register(AgentRegistration registration)
    {
        var isAgain = agent.IsEnrolled;
        await agent.Store(before => before with
        {
            Name = Keeps(before) ? before.Name : registration.Name,
            Labels = Keeps(before) ? before.Labels : registration.Labels,
            HostLabels = registration.HostLabels,
            EnrolledAt = before.EnrolledAt ?? time.GetUtcNow(),
            Removed = false,
            Installation = null,   // wherever it is installed now
        });
        fleet.Happened(HostEventKind.Enrolled, Said.Of(isAgain ? "enrolledAgain" : "enrolled", $"Enrolled{(isAgain ? " again" : "")} as {Name}.", ("name", Name)));

        static bool Keeps(AgentState agent) => agent is { IsEnrolled: true, ConnectedAt: not null };
    }

    public Task Open(LiveSession session, AgentHello hello)
    {
        foreach (var (kind, text) in AgentHellos.News(agent.Now, hello))
        {
            fleet.Happened(kind, text);
        }

        return agent.Store(before => AgentHellos.Opened(before, session, hello));
    }

    /// <summary>False if it was so already.</summary>
    public async Task<bool> Drain(bool drain, string by, string? reason)
    {
        if (agent.Now.Draining == drain && (!drain || reason is null || string.Equals(reason, agent.Now.DrainReason, StringComparison.Ordinal)))
        {
            return false;
        }

        await agent.Store(before => before with { Draining = drain, DrainReason = drain ? reason : null });
        fleet.Happened(drain ? HostEventKind.Drained : HostEventKind.Resumed, drain ? AgentReasons.Drained(by, reason) : AgentReasons.Resumed(by));
        return true;
    }

    public async Task Edit(AgentEdit edit)
    {
        var before = Name;
        await agent.Store(stored => AgentLabels.Edited(stored, edit.Labels) with
        {
            Name = edit.Name ?? stored.Name,
            SlotLimit = edit.Slots is { } slots ? (slots == 0 ? null : slots) : stored.SlotLimit,
            Throttle = edit.Throttle ?? stored.Throttle,
        });
        if (!string.Equals(before, Name, StringComparison.Ordinal))
        {
            fleet.Happened(HostEventKind.Renamed, Said.Of("renamed", $"{edit.By} renamed it: {before} is {Name} now.", ("by", edit.By), ("from", before), ("to", Name)));
        }

        if ((edit.Slots, edit.Throttle) is not (null, null))
        {
            fleet.Happened(HostEventKind.SlotsChanged, AgentReasons.SlotsEdited(edit.By, edit.Slots, edit.Throttle));
        }

        if (edit.Labels.Count > 0)
        {
            var text = AgentLabels.Text(edit.Labels);
            fleet.Happened(HostEventKind.Labelled, Said.Of("labelled", $"{edit.By} changed its labels: {text}.", ("by", edit.By), ("labels", text)));
        }
    }
}
