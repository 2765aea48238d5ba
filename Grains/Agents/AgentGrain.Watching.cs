namespace OrleansOps.Agents;

/// <summary>Operators: draining, and looking at what is and what was.</summary>
internal sealed partial class AgentGrain
{
    private const int MostPoints = 2_000;

    public async Task<AgentView?> Drain(bool drain, string by, string? reason = null)
    {
        if (!Agent.IsEnrolled)
        {
            return null;
        }

        if (Agent.Draining != drain || (drain && reason is not null && !string.Equals(reason, Agent.DrainReason, StringComparison.Ordinal)))
        {
            await Store(agent => agent with { Draining = drain, DrainReason = drain ? reason : null });
            record.Happened(Id, drain ? HostEventKind.Drained : HostEventKind.Resumed, drain ? AgentReasons.Drained(by, reason) : AgentReasons.Resumed(by));
            Pump();
            await Announce();
        }

        return View();
    }

    public async Task<AgentView?> Edit(AgentEdit edit)
    {
        if (!Agent.IsEnrolled)
        {
            return null;
        }

        var before = Agent.Name;
        await Store(agent => AgentLabels.Edited(agent, edit.Labels) with { Name = edit.Name ?? agent.Name });
        if (!string.Equals(before, Agent.Name, StringComparison.Ordinal))
        {
            record.Happened(Id, HostEventKind.Renamed, Said.Of("renamed", $"{edit.By} renamed it: {before} is {Agent.Name} now.", ("by", edit.By), ("from", before), ("to", Agent.Name)));
        }

        if (edit.Labels.Count > 0)
        {
            record.Happened(Id, HostEventKind.Labelled, Said.Of("labelled", $"{edit.By} changed its labels: {AgentLabels.Text(edit.Labels)}.", ("by", edit.By), ("labels", AgentLabels.Text(edit.Labels))));
        }

        Show();
        await Announce();
        return View();
    }

    public Task<IReadOnlyList<Said?>> WhyEachWaits(IReadOnlyList<string> taskIds)
    {
        var places = _pending.Places(taskIds);
        return Task.FromResult<IReadOnlyList<Said?>>(taskIds.Select(id => places.TryGetValue(id, out var ahead) ? WhyWaiting(ahead) : null).ToArray());
    }

    public async Task<LoadHistory?> History(DateTimeOffset from, DateTimeOffset to, int points) =>
        Agent.IsEnrolled ? await record.Read(Id, from, to, Math.Clamp(points, 1, MostPoints), Agent.Facts?.MemoryBytes) : null;

    public async Task<IReadOnlyList<HostEvent>?> Events(int most) => Agent.IsEnrolled ? await record.Events(Id, most) : null;

    /// <summary>Shows how the agent stands to those who follow the fleet. Cheap enough for every change.</summary>
    private void Show()
    {
        if (Agent.IsEnrolled)
        {
            record.Show(View());
        }
    }

    /// <summary>Shows what became of the queue. The list learns of it with the next heartbeat; where none comes it is told now.</summary>
    private void ShowQueue()
    {
        Show();
        if (_session is null)
        {
            _announcement = Announce();   // one at a time: a thousand tasks at once are a few writes
        }
    }
}
