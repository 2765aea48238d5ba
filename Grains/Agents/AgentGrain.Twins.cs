namespace OrleansOps.Agents;

/// <summary>
/// Two processes with one identity, because a disk or a data directory was copied. One of them may speak, and it must not be the copy: that
/// knows nothing of what the other one runs. A process that comes back is let in at once.
/// </summary>
internal sealed partial class AgentGrain
{
    private Knock? _knock;
    private string? _shownTwin;

    /// <summary>Why this one is not let in; null if it is the agent, as far as anybody can tell.</summary>
    private AgentRefusal? Twin(AgentHello hello)
    {
        if (hello.Instance is { } instance && _session is { Instance: { } speaking } session && !string.Equals(instance, speaking, StringComparison.Ordinal)
            && LivesBeside(session, instance) is { } beside)
        {
            return beside;
        }

        return _slots.Count > 0 && hello.Installation is { } one && Agent.Installation is { } other && !string.Equals(one, other, StringComparison.Ordinal)
            ? Show(hello, new AgentRefusal(AgentReasons.Copied(Agent.Facts?.HostName, _slots.Count), RetryAfter: null))
            : null;

        // A process that was started again is not to wait for long: its own dead connection may still seem to be open.
        AgentRefusal? LivesBeside(LiveSession session, string instance)
        {
            var patience = Options.HeartbeatEvery + Options.SendWithin;
            if (_knock is not { } knock || knock.Epoch != session.Epoch || !string.Equals(knock.Instance, instance, StringComparison.Ordinal))
            {
                _knock = new Knock(instance, session.Epoch, time.GetTimestamp());
                return new AgentRefusal(AgentReasons.Beside, patience);
            }

            var waited = time.GetElapsedTime(knock.At);
            if (session.Silence < waited)
            {
                _knock = knock with { At = time.GetTimestamp() };
                return Show(hello, new AgentRefusal(AgentReasons.Twin(Agent.Facts?.HostName), RetryAfter: null));
            }

            return waited < patience ? new AgentRefusal(AgentReasons.Beside, patience - waited) : null;
        }
    }

    private AgentRefusal Show(AgentHello hello, AgentRefusal refusal)
    {
        LogTwin(Id, Agent.Name, hello.Facts.HostName, refusal.Text.Text);
        if (!string.Equals(_shownTwin, hello.Instance, StringComparison.Ordinal))
        {
            _shownTwin = hello.Instance;
            record.Happened(Id, HostEventKind.Refused, Said.Of(
                "notLetIn", $"An agent on {hello.Facts.HostName} was not let in: {refusal.Text}", ("machine", hello.Facts.HostName)).Because(refusal.Text));
        }

        return refusal;
    }
}
