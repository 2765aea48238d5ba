namespace OrleansOps.Rest;

/// <summary>Who changed what, newest first.</summary>
internal sealed record AuditList(IReadOnlyList<AuditEvent> Items, string? NextCursor);
