namespace OrleansOps.Workflows;

/// <summary>Where a workflow stands. Stored: add at the end, never renumber.</summary>
[GenerateSerializer, Alias("ops.WorkflowPhase")]
public enum WorkflowPhase
{
    /// <summary>Not submitted.</summary>
    None = 0,

    Running = 1,

    /// <summary>An operator has ended it: the end of what runs is asked for and waited for, and steps that always run do.</summary>
    Stopping = 2,

    /// <summary>Every step succeeded, may fail, or was not meant to run.</summary>
    Succeeded = 3,

    Failed = 4,

    /// <summary>Ended by an operator, and nothing of it runs any more.</summary>
    Stopped = 5,
}
