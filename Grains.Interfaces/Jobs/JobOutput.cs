namespace OrleansOps.Jobs;

/// <summary>One output of a job: what its hosts have set under one name.</summary>
[GenerateSerializer, Immutable, Alias("ops.JobOutput")]
public sealed record JobOutput
{
    [Id(0)] public required string Name { get; init; }

    /// <summary>What the first host that set it has set.</summary>
    [Id(1)] public required string Value { get; init; }

    /// <summary>Name of that host.</summary>
    [Id(2)] public required string Host { get; init; }

    /// <summary>What the first host that set something else has set; then both are cut to what is shown. Null: all that set it set it alike.</summary>
    [Id(3)] public string? OtherValue { get; init; }

    /// <summary>Name of that host.</summary>
    [Id(4)] public string? OtherHost { get; init; }

    public bool Differs => OtherHost is not null;
}
