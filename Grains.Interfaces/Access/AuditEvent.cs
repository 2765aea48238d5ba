namespace OrleansOps.Access;

/// <summary>Something that somebody changed, or tried to.</summary>
[GenerateSerializer, Immutable, Alias("ops.AuditEvent")]
public sealed record AuditEvent
{
    /// <summary>Its place in the trail, given when it is stored.</summary>
    [Id(0)] public string Id { get; init; } = "";

    /// <summary>When it was stored.</summary>
    [Id(1)] public DateTimeOffset At { get; init; }

    /// <summary>Id of the token that did it. Names are for reading: several tokens may have the same.</summary>
    [Id(2)] public required string TokenId { get; init; }

    [Id(3)] public required string TokenName { get; init; }

    /// <summary>The browser's session, where there was one.</summary>
    [Id(4)] public string? SessionId { get; init; }

    /// <summary>Address that it was asked from.</summary>
    [Id(5)] public required string From { get; init; }

    /// <summary>Name of the operation, as in the description of the API.</summary>
    [Id(6)] public required string Action { get; init; }

    /// <summary>Id of what it was done to.</summary>
    [Id(7)] public string? Target { get; init; }

    /// <summary>Something more about the target, such as its name.</summary>
    [Id(8)] public string? Detail { get; init; }

    [Id(9)] public required AuditOutcome Outcome { get; init; }

    /// <summary>HTTP status of the answer; 0 if there was none.</summary>
    [Id(10)] public int Status { get; init; }

    /// <summary>Whether an operation is everyday work: those are kept apart, so that no number of them pushes out who was given access.</summary>
    public static bool IsOfTasks(string action) => action is "submitTask" or "cancelTask" or "deleteTask" or "createUpload" or "continueUpload" or "abandonUpload" or "deleteFile";
}
