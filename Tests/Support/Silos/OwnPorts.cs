using System.Globalization;
using Microsoft.Extensions.Hosting;

namespace OrleansOps.Tests.Support;

/// <summary>Gives each silo of a test ports that no other process has.</summary>
public static class OwnPorts
{
    public static void UseOwnPorts(this IHostApplicationBuilder builder)
    {
        builder.Configuration["Cluster:SiloPort"] = Next();
        builder.Configuration["Cluster:GatewayPort"] = Next();
    }

    private static string Next() => Loopback.FreePort().ToString(CultureInfo.InvariantCulture);
}
