using OrleansOps.Access;
using OrleansOps.Hosting;
using OrleansOps.Http;
using OrleansOps.Installing;
using OrleansOps.Operators.Agents;
using OrleansOps.Operators.Description;
using OrleansOps.Operators.Health;
using OrleansOps.Operators.Input;
using OrleansOps.Operators.Jobs;
using OrleansOps.Operators.Live;
using OrleansOps.Operators.Logs;
using OrleansOps.Operators.Schedules;
using OrleansOps.Operators.Secrets;
using OrleansOps.Operators.Tasks;
using OrleansOps.Operators.Terraform;
using OrleansOps.Operators.Workflows;
using OrleansOps.Pages;
using OrleansOps.Protocol;
using OrleansOps.Secrets;
using OrleansOps.Seeds;
using OrleansOps.Sockets;
using OrleansOps.Transfers;

namespace OrleansOps;

/// <summary>The doors: agents' sockets and the operators' API. Decides nothing.</summary>
internal static class Program
{
    public static Task<int> Main(string[] args) => ProcessRun.ToItsEnd("ops-gateway", () => Build(args));

    public static WebApplication Build(string[] args, Action<WebApplicationBuilder>? adjust = null)
    {
        var builder = WebApplication.CreateBuilder([.. args, ProgramSettings.ReadOnce]);

        builder.AddGatewaySettings(args);
        builder.AddOpsProcess(GatewayOptions.Section, builder.Configuration.HasSilo());
        builder.AddGrains();
        builder.AddHttpServer();
        builder.AddRequestLog();
        builder.AddRestJson();
        builder.AddApiDescription();
        builder.AddAccess();
        builder.Services.AddHostedService<FirstAdminToken>();
        builder.AddSecrets();
        builder.AddSecretStore();
        builder.AddFiles();
        builder.AddInstalling();
        builder.AddPages();
        builder.AddAgentSockets();
        builder.AddSeeds();
        builder.AddAgents();
        builder.AddTasks();
        builder.AddInput();
        builder.AddJobs();
        builder.AddWorkflows();
        builder.AddSchedules();
        builder.AddTerraform();
        builder.AddLogs();
        builder.AddLive();
        builder.AddSystem();
        builder.AddGatewayMetrics();
        adjust?.Invoke(builder);

        var app = builder.Build();

        app.UseRequestLog();
        app.UseForwardedAddresses();
        app.UseSecurityHeaders();
        app.UseProblemResponses();
        app.UseTokenInAddressRefusal();
        app.UseEncodedBodyRefusal();
        app.UseCrossSiteRefusal();
        app.UsePages();
        app.UseRouting();
        app.UseBrowserRefusal();
        app.UseStrangerRates();
        app.UseClusterCheck();
        app.UseRequestTimeouts();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseRequestRates();
        app.UseAgentAdmission();

        app.MapAgentSocket(ProtocolVersion.HubPath);
        app.MapSeeds();
        app.MapTaskFiles();
        app.MapInstalling();
        app.MapApi("/api/v1");
        app.MapGatewayHealth();
        app.MapMetrics();
        app.MapApiDescription();
        app.MapGrainDashboard();

        return app;
    }
}
