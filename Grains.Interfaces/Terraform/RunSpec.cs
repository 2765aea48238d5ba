using OrleansOps.Tasks;

namespace OrleansOps.Terraform;

/// <summary>What was asked of a run.</summary>
[GenerateSerializer, Immutable, Alias("ops.RunSpec")]
public sealed record RunSpec
{
    /// <summary>Id of the run, unique within its workspace.</summary>
    [Id(0)] public required string Id { get; init; }

    /// <summary>The code: a file of the store (tar, gzip), by the SHA-256 of its content.</summary>
    [Id(1)] public required string Code { get; init; }

    [Id(2)] public required string AgentId { get; init; }

    /// <summary>Name of the host when the run was submitted.</summary>
    [Id(3)] public required string AgentName { get; init; }

    /// <summary>The plan is one to destroy everything.</summary>
    [Id(4)] public bool Destroy { get; init; }

    /// <summary>It ends with its plan.</summary>
    [Id(5)] public bool PlanOnly { get; init; }

    /// <summary>Nobody need confirm the plan.</summary>
    [Id(6)] public bool AutoApprove { get; init; }

    /// <summary>What is run on the host: a name that is looked for in PATH, or a path.</summary>
    [Id(7)] public required string Program { get; init; }

    [Id(8)] public required string SubmittedBy { get; init; }

    [Id(9)] public required string SubmittedById { get; init; }

    /// <summary>SHA-256 over what was asked for: the same id with another one is another run, and refused.</summary>
    [Id(10)] public required string Digest { get; init; }

    /// <summary>What its tasks have in common. Null once the run is over: with it go the variables and what was secret.</summary>
    [Id(11)] public TaskSpec? Task { get; init; }
}
