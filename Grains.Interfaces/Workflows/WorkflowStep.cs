using OrleansOps.Jobs;

namespace OrleansOps.Workflows;

/// <summary>One step as it was asked for. It is a job, a wait or an approval: one of the three is not null.</summary>
[GenerateSerializer, Immutable, Alias("ops.WorkflowStep")]
public sealed record WorkflowStep
{
    /// <summary>Unique in its workflow.</summary>
    [Id(0)] public required string Name { get; init; }

    /// <summary>Places of the steps, from 0, that must be over before this one may begin; all before its own.</summary>
    [Id(1)] public IReadOnlyList<int> Needs { get; init; } = [];

    [Id(2)] public StepCondition When { get; init; }

    /// <summary>If it fails, all goes on as if it had not.</summary>
    [Id(3)] public bool MayFail { get; init; }

    [Id(4)] public JobSpec? Job { get; init; }

    [Id(5)] public TimeSpan? Wait { get; init; }

    [Id(6)] public ApprovalSpec? Approval { get; init; }

    /// <summary>How many hosts its job has; 0: it is none.</summary>
    [Id(7)] public int Hosts { get; init; }

    /// <summary>Variables of its task that get what earlier steps have put out, by name; null: none.</summary>
    [Id(8)] public IReadOnlyDictionary<string, OutputOfStep>? Inputs { get; init; }

    /// <summary>What must hold for it to run, beside <see cref="When"/>; null: nothing.</summary>
    [Id(9)] public OutputTest? If { get; init; }
}
