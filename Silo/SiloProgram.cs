using Microsoft.AspNetCore.Builder;
using OrleansOps.Health;
using OrleansOps.Hosting;

namespace OrleansOps;

/// <summary>A silo in a process of its own: it hosts grains for gateways elsewhere.</summary>
internal static class SiloProgram
{
    public static Task<int> Main(string[] args) => ProcessRun.ToItsEnd("ops-silo", () => Build(args));

    public static WebApplication Build(string[] args, Action<WebApplicationBuilder>? adjust = null)
    {
        var builder = WebApplication.CreateBuilder([.. args, ProgramSettings.ReadOnce]);

        builder.AddSettings(args, (SiloOptions.Section, typeof(SiloOptions)));
        builder.AddOpsProcess(SiloOptions.Section, hasSilo: true);
        builder.AddOpsSilo();
        builder.AddSiloDoor();
        adjust?.Invoke(builder);

        var app = builder.Build();

        app.MapSiloDoor();

        return app;
    }
}
