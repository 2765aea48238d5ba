namespace OrleansOps.Access;

/// <summary>What a handler tells the trail. Only for requests that change something.</summary>
internal static class AuditedRequests
{
    public static AuditEntry Audit(this HttpContext http) =>
        http.Features.Get<AuditEntry>() ?? throw new InvalidOperationException("This request is not in the trail.");
}
