using OrleansOps.Access;
using OrleansOps.Http;
using OrleansOps.Operators.Access;
using OrleansOps.Operators.Agents;
using OrleansOps.Operators.Files;
using OrleansOps.Operators.Health;
using OrleansOps.Operators.Input;
using OrleansOps.Operators.Jobs;
using OrleansOps.Operators.Live;
using OrleansOps.Operators.Locks;
using OrleansOps.Operators.Logs;
using OrleansOps.Operators.Rules;
using OrleansOps.Operators.Schedules;
using OrleansOps.Operators.Secrets;
using OrleansOps.Operators.Tasks;
using OrleansOps.Operators.Terraform;
using OrleansOps.Operators.Workflows;

namespace OrleansOps;

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
        api.MapInput();
        api.MapJobs();
        api.MapWorkflows();
        api.MapSchedules();
        api.MapSecrets();
        api.MapLocks();
        api.MapCommandRules();
        api.MapStates();
        api.MapWorkspaces();
        api.MapRuns();
        api.MapExecution();
        api.MapLogs();
        api.MapRecordings();
        api.MapLogSearch();
        api.MapAgents();
        api.MapHosts();
        api.MapFiles();
        api.MapUploads();
        api.MapLive();
        api.MapSystem();
        api.MapAccess();
        api.MapSessions();
        api.MapAudit();
    }
}
