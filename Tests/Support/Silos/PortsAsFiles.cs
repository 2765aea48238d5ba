using System.Globalization;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.TestingHost.UnixSocketTransport;

namespace OrleansOps.Tests.Support;

/// <summary>
/// Silos of this process whose ports are sockets in its directory: they reach each other as over a network, no other process can take their ports,
/// and none can be reached by mistake.
/// </summary>
public static class PortsAsFiles
{
    private static readonly TemporaryDirectory Files = new();
    private static int _last = 20_000;

    static PortsAsFiles() => AppDomain.CurrentDomain.ProcessExit += (_, _) => Files.Dispose();

    /// <summary>Called after the silo is added: it takes the connections over.</summary>
    public static void UsePortsAsFiles(this IHostApplicationBuilder builder)
    {
        builder.Configuration["Cluster:SiloPort"] = Next();
        builder.Configuration["Cluster:GatewayPort"] = Next();
        builder.Services.Configure<UnixSocketConnectionOptions>(sockets => sockets.ConvertEndpointToPath = FileOf);
        builder.UseOrleans(silo => silo.UseUnixSocketConnection());
        foreach (var look in builder.Services.Where(service => service.ImplementationType is { Name: "FreePorts" }).ToList())
        {
            builder.Services.Remove(look);   // whether a real port of that number is free says nothing here
        }
    }

    private static string Next() => Interlocked.Increment(ref _last).ToString(CultureInfo.InvariantCulture);

    private static string FileOf(EndPoint endpoint) => Files.File(((IPEndPoint)endpoint).Port.ToString(CultureInfo.InvariantCulture));
}
