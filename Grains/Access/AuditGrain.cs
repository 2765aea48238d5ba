using Orleans.Concurrency;

namespace OrleansOps.Access;

/// <summary>The way to the trail. It keeps nothing.</summary>
[StatelessWorker, Reentrant]
internal sealed class AuditGrain(IAuditLog trail) : Grain, IAuditGrain
{
    public Task Add(AuditEvent happened) => trail.Add(happened);

    public Task<AuditPage> List(AuditQuery query) => trail.List(query);
}
