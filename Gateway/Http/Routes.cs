using OrleansOps.Access;
using OrleansOps.Agents;
using OrleansOps.Health;
using OrleansOps.Live;
using OrleansOps.Logs;
using OrleansOps.Tasks;

namespace OrleansOps.Http;

/// <summary>The operators' API.</summary>
internal static class Routes
{
    public static void MapApi(this WebApplication app, string prefix)
    {
        var api = app.MapGroup(prefix);
        api.RefuseUnknownQueryFields();
        api.AddEndpointFilter(app.Services.GetRequiredService<AuditTrail>());
        api.MapTasks();
        api.MapSpecs();
        api.MapLogs();
        api.MapLogSearch();
        api.MapAgents();
        api.MapHosts();
        api.MapLive();
        api.MapSystem();
        api.MapAccess();
        api.MapSessions();
        api.MapAudit();
    }
}
