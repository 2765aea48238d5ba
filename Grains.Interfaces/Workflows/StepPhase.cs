namespace OrleansOps.Workflows;

/// <summary>Where a step stands. Stored: add at the end, never renumber.</summary>
[GenerateSerializer, Alias("ops.StepPhase")]
public enum StepPhase
{
    /// <summary>Steps that it needs are not over.</summary>
    Waiting = 0,

    /// <summary>Its job runs, its time is not over, or nobody has approved it.</summary>
    Running = 1,

    Succeeded = 2,

    /// <summary>Its job failed, or it was rejected, or nobody approved it in time.</summary>
    Failed = 3,

    /// <summary>What became of the steps that it needs left it out.</summary>
    Skipped = 4,

    /// <summary>The workflow was stopped before its end.</summary>
    Stopped = 5,
}
