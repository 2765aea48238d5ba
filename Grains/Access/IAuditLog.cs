namespace OrleansOps.Access;

/// <summary>The stored trail: bounded, and the oldest goes first.</summary>
public interface IAuditLog
{
    Task Add(AuditEvent happened);

    /// <summary>Newest first. Looks through a bounded number of events for those that are wanted.</summary>
    Task<AuditPage> List(AuditQuery query);
}
