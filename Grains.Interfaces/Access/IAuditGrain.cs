namespace OrleansOps.Access;

/// <summary>The trail of what was changed, for gateways, which have no way to the store of their own. Key: 0.</summary>
[Alias("ops.IAuditGrain")]
public interface IAuditGrain : IGrainWithIntegerKey
{
    /// <summary>Returns when it is stored.</summary>
    [Alias("Add")]
    Task Add(AuditEvent happened);

    [Alias("List")]
    Task<AuditPage> List(AuditQuery query);
}
