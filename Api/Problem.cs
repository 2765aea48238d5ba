namespace OrleansOps.Api;

/// <summary>Why a request was refused (RFC 9457).</summary>
public sealed record Problem
{
    public required string Type { get; init; }

    public required string Title { get; init; }

    public required int Status { get; init; }

    /// <summary>Which field, which limit, and what to do.</summary>
    public required string Detail { get; init; }

    /// <summary>Short, stable name for programs, such as "unknown-agent".</summary>
    public required string Code { get; init; }

    /// <summary>Where in the API to go on, such as "GET /api/v1/tasks". The detail says what to do without it.</summary>
    public string? See { get; init; }

    /// <summary>What is wrong, by field.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>>? Errors { get; init; }
}
