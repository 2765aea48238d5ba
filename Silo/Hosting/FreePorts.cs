using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace OrleansOps.Hosting;

/// <summary>
/// Orleans opens its ports even where another process has them open, and a second silo of the same address takes the place of the first in the
/// cluster: so a silo that was started twice would end the one that runs. This one does not start.
/// </summary>
internal sealed class FreePorts(IOptions<ClusterMemberOptions> member) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        Try(member.Value.SiloPort, nameof(ClusterMemberOptions.SiloPort));
        Try(member.Value.GatewayPort, nameof(ClusterMemberOptions.GatewayPort));
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private void Try(int port, string setting)
    {
        using var listener = new TcpListener(new IPEndPoint(member.Value.Listen, port));
        try
        {
            listener.Start();
        }
        catch (SocketException taken)
        {
            throw new IOException($"Cannot listen on {member.Value.Address}:{port}: {taken.Message}. Does a silo run here already? Set Cluster:{setting} to another port for a second one.", taken);
        }
    }
}
