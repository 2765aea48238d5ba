namespace OrleansOps.Api;

/// <summary>Who changed what, newest first.</summary>
public sealed record AuditList(IReadOnlyList<AuditEvent> Items, string? NextCursor);
