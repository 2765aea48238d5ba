using Microsoft.Extensions.Options;
using OrleansOps.Access;
using OrleansOps.Agents;
using OrleansOps.Health;
using OrleansOps.Hosting;
using OrleansOps.Http;
using OrleansOps.Live;
using OrleansOps.Logs;
using OrleansOps.Metrics;
using OrleansOps.Pages;
using OrleansOps.Protocol;
using OrleansOps.Rest;
using OrleansOps.Tasks;

namespace OrleansOps;

/// <summary>The doors: agents' sockets and the operators' API. Decides nothing.</summary>
internal static class Program
{
    private const int Refused = 2;
    private const string Name = "ops-gateway";

    public static async Task<int> Main(string[] args)
    {
        try
        {
            await using var app = Build(args);
            return await app.RunToItsEnd(Name);
        }
        catch (Exception error) when (error is UnknownSettingException or OptionsValidationException)
        {
            await Console.Error.WriteLineAsync($"{Name}: {error.Message}");
            return Refused;
        }
    }

    public static WebApplication Build(string[] args, Action<WebApplicationBuilder>? adjust = null)
    {
        var builder = WebApplication.CreateBuilder([.. args, GatewayConfiguration.ReadOnce]);

        builder.AddGatewayConfiguration(args);
        builder.AddConsoleLog();
        builder.AddGrains();
        builder.AddHttpServer();
        builder.AddRestJson();
        builder.AddApiDescription();
        builder.AddAccess();
        builder.AddPages();
        builder.AddAgentSockets();
        builder.AddTasks();
        builder.AddLogs();
        builder.AddLive();
        builder.AddSystem();
        builder.AddGatewayMetrics();
        adjust?.Invoke(builder);

        var app = builder.Build();

        app.UseSecurityHeaders();
        app.UseProblemResponses();
        app.UseTokenInAddressRefusal();
        app.UseEncodedBodyRefusal();
        app.UseBrowserRefusal();
        app.UseCrossSiteRefusal();
        app.UsePages();
        app.UseRouting();
        app.UseRequestTimeouts();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseRequestRates();
        app.UseAgentAdmission();

        app.MapAgentSocket(ProtocolVersion.HubPath);
        app.MapApi("/api/v1");
        app.MapHealth();
        app.MapMetrics();
        app.MapApiDescription();
        app.MapGrainDashboard();

        return app;
    }
}
