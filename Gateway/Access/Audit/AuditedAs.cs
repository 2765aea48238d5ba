namespace OrleansOps.Access;

/// <summary>Marks a door of another protocol that does what an operation of ours does: the trail calls it by that name.</summary>
internal sealed record AuditedAs(string Action);
