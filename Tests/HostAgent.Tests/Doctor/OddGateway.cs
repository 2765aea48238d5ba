using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using OrleansOps.Protocol;

namespace OrleansOps.AgentTests.Doctor;

/// <summary>It challenges agents as a gateway does, with a clock of its own.</summary>
internal sealed class OddGateway : IAsyncDisposable
{
    private readonly WebApplication _app;

    private OddGateway(WebApplication app) => _app = app;

    public string Address => _app.Urls.Single();

    public static async Task<OddGateway> Start(TimeSpan ahead)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        app.Run(context =>
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            context.Response.Headers.WWWAuthenticate = $"{AgentProof.Scheme} {AgentProof.NewNonce()}";
            context.Response.Headers.Date = (TimeProvider.System.GetUtcNow() + ahead).ToString("R", CultureInfo.InvariantCulture);
            return Task.CompletedTask;
        });
        await app.StartAsync();
        return new OddGateway(app);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
