using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace OrleansOps.Hosting;

/// <summary>Says at each start what nobody may overlook.</summary>
internal sealed partial class PlaintextWarning(IOptions<ClusterMemberOptions> member, IOptions<ClusterTlsOptions> tls, ILogger<PlaintextWarning> logger) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (member.Value is { IsOpenToOthers: true } open && !tls.Value.IsSet)
        {
            LogOpen(open.Address, open.SiloPort, open.GatewayPort);
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(4431, LogLevel.Warning,
        "CLUSTER WITHOUT CERTIFICATES: whoever reaches {Address}:{SiloPort} or :{GatewayPort} can run anything on every host, and read all that is said there "
            + "(Cluster:AllowPlaintext). Set Cluster:Tls, or Cluster:Address to 127.0.0.1")]
    private partial void LogOpen(string address, int siloPort, int gatewayPort);
}
