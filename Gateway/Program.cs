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
    private const int StoreLost = 3;

    public static async Task<int> Main(string[] args)
    {
        try
        {
            await using var app = Build(args);
            var store = app.Services.GetRequiredService<IStoreHealth>();
            await app.RunAsync();
            return store.IsLost ? StoreLost : 0;
        }
        catch (Exception error) when (error is UnknownSettingException or OptionsValidationException || GrainRuntime.IsRefusal(error))
        {
            await Console.Error.WriteLineAsync($"ops-gateway: {error.Message}");
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
        app.UseBrowserRefusal();
        app.UseCrossSiteRefusal();
        app.UsePages();
        app.UseRouting();
        app.UseRequestTimeouts();
        app.UseAuthentication();
        app.UseAuthorization();
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
