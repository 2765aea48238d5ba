namespace OrleansOps.Access;

/// <summary>A part of the trail, newest first.</summary>
/// <param name="NextCursor">Where the next page begins; null at the end. There may be one after a page that is not full, where much was passed over.</param>
[GenerateSerializer, Immutable, Alias("ops.AuditPage")]
public sealed record AuditPage([property: Id(0)] IReadOnlyList<AuditEvent> Items, [property: Id(1)] string? NextCursor);
