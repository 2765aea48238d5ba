namespace OrleansOps.Tasks;

/// <summary>In which way an attempt ended, as the agent saw it. Stored: add at the end, never renumber.</summary>
[GenerateSerializer, Alias("ops.TaskOutcome")]
public enum TaskOutcome
{
    Exited = 0,
    Cancelled = 1,
    TimedOut = 2,
    CouldNotStart = 3,
    Unknown = 4,
    LimitExceeded = 5,
}
