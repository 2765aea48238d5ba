using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR;

namespace OrleansOps.Roofline;

/// <summary>A hub that knows two methods. What a connection costs here, it costs in any SignalR server.</summary>
internal sealed class BareHub : Hub
{
    public Task<long> Hello() => Task.FromResult((long)Context.ConnectionId.Length);

    public Task Heartbeat(System.Text.Json.JsonElement beat) => Task.FromResult((long)beat.ValueKind + Context.ConnectionId.Length);

    public static async Task Run(int port)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        builder.Services.AddSignalR();
        var app = builder.Build();
        app.MapGet("/readyz", () => Results.Ok());
        app.MapHub<BareHub>("/hubs/agent", options => options.Transports = HttpTransportType.WebSockets);
        await app.RunAsync();
    }
}
