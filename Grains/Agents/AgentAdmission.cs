using Microsoft.Extensions.Logging;

namespace OrleansOps.Agents;

/// <summary>
/// Who is let in as this agent. A name belongs to the first agent of that name that connects: enrolments that were never used do not take it from
/// anybody. And of two processes with one identity, because a disk or a data directory was copied, one may speak, and it must not be the copy:
/// that knows nothing of what the other one runs. A process that comes back is let in at once.
/// </summary>
internal sealed partial class AgentAdmission(GrainScope grain, StoredAgent agent, HostTasks tasks, IFleetIndex fleet, FleetAnnouncer announcer, AgentOptions options)
{
    private readonly ILogger _logger = grain.Logger;
    private SecondProcess? _asked;
    private string? _shown;

    /// <summary>Another agent that is called as this one and was connected before it, if this one never was.</summary>
    public async Task<string?> HolderOfItsName()
    {
        if (agent.Now is not { IsEnrolled: true, ConnectedAt: null, Name: var name })
        {
            return null;
        }

        foreach (var id in (await fleet.Named(name)).Where(id => !string.Equals(id, grain.Key, StringComparison.Ordinal)))
        {
            // The list may be older than a rename of the other one, which knows its name itself.
            if (await grain.Grain<IAgentGrain>(id).Describe() is { ConnectedAt: not null } other && string.Equals(other.Name, agent.Now.Name, StringComparison.Ordinal))
            {
                return id;
            }
        }

        return null;
    }

    /// <summary>Why this one is not let in; null if it is the agent, as far as anybody can tell.</summary>
    /// <param name="session">Who speaks for the agent now.</param>
    /// <param name="holder">What <see cref="HolderOfItsName"/> said.</param>
    public AgentRefusal? Refusal(AgentHello hello, LiveSession? session, string? holder)
    {
        if (holder is not null)
        {
            return Told(hello, new AgentRefusal(AgentReasons.NameTaken(agent.Now.Name, holder), RetryAfter: null));
        }

        if (session is { Instance: { } speaking } && Differ(hello.Instance, speaking) && LivesBeside(session, hello) is { } beside)
        {
            return beside;
        }

        return tasks.Slots.Count > 0 && agent.Now.Installation is { } installation && Differ(hello.Installation, installation)
            ? Told(hello, new AgentRefusal(AgentReasons.Copied(agent.Now.Facts?.HostName, tasks.Slots.Count), RetryAfter: null))
            : null;
    }

    /// <summary>
    /// The one that speaks has as long to prove that it lives as a heartbeat takes. A process that was started again is not to wait for long: its
    /// own dead connection may still seem to be open.
    /// </summary>
    private AgentRefusal? LivesBeside(LiveSession session, AgentHello hello)
    {
        var patience = options.HeartbeatEvery + options.SendWithin;
        if (_asked is not { } asked || asked.Epoch != session.Epoch || Differ(hello.Instance, asked.Instance))
        {
            _asked = new SecondProcess(hello.Instance!, session.Epoch, grain.Time.GetTimestamp());
            return new AgentRefusal(AgentReasons.Beside, patience);
        }

        var waited = grain.Time.GetElapsedTime(asked.At);
        if (session.Silence < waited)
        {
            // It has spoken since the second one asked, so both live. The wait begins again from here: should the first fall silent now, the second is let in later.
            _asked = asked with { At = grain.Time.GetTimestamp() };
            return Told(hello, new AgentRefusal(AgentReasons.Copy(agent.Now.Facts?.HostName), RetryAfter: null));
        }

        return waited < patience ? new AgentRefusal(AgentReasons.Beside, patience - waited) : null;
    }

    /// <summary>Operators hear of it once for each process, as it may ask for ever.</summary>
    private AgentRefusal Told(AgentHello hello, AgentRefusal refusal)
    {
        LogRefused(grain.Key, agent.Now.Name, hello.Facts.HostName, refusal.Text.Text);
        if (!string.Equals(_shown, hello.Instance, StringComparison.Ordinal))
        {
            _shown = hello.Instance;
            announcer.Happened(HostEventKind.Refused, Said.Of(
                "notLetIn", $"An agent on {hello.Facts.HostName} was not let in: {refusal.Text}", ("machine", hello.Facts.HostName)).Because(refusal.Text));
        }

        return refusal;
    }

    /// <summary>An agent that does not say is taken for the one that is meant.</summary>
    private static bool Differ(string? said, string known) => said is not null && !string.Equals(said, known, StringComparison.Ordinal);

    [LoggerMessage(2208, LogLevel.Warning, "Agent {AgentId} ({Name}): another process with its identity, on {HostName}, is not let in: {Why}")]
    private partial void LogRefused(string agentId, string name, string hostName, string why);
}
