namespace OrleansOps.HostAgent.Tasks;

/// <summary>Whether an agent that is for one task has it. Used from turns only.</summary>
internal sealed class OneTask
{
    public bool IsTaken { get; private set; }

    /// <summary>No other is taken from here on, in whatever life of the agent: what is written down is written down before.</summary>
    public void Take() => IsTaken = true;

    /// <summary>It could not be written down, so it was not taken after all.</summary>
    public void GiveBack() => IsTaken = false;
}
