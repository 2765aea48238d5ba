namespace OrleansOps.Cli;

/// <summary>Something that somebody changed.</summary>
internal sealed record AuditEvent(
    DateTimeOffset? At = null, string? Name = null, string? TokenId = null, string? SessionId = null, string? From = null, string? Action = null, string? Target = null, string? Detail = null, string? Outcome = null, int? Status = null);
