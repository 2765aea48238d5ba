namespace OrleansOps.Workflows;

/// <summary>Whether a step runs, by what became of the steps that it needs. Stored: add at the end, never renumber.</summary>
[GenerateSerializer, Alias("ops.StepCondition")]
public enum StepCondition
{
    /// <summary>None of them failed, or was left out because one before it did.</summary>
    Success = 0,

    /// <summary>One of them failed, or was left out because one before it did.</summary>
    Failure = 1,

    /// <summary>In any case, and also while the workflow is being stopped.</summary>
    Always = 2,
}
