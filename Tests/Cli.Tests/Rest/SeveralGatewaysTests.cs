using System.Net;
using System.Net.Sockets;

namespace OrleansOps.Cli.Tests;

/// <summary>OPSCTL_SERVER may name several gateways of one installation.</summary>
public sealed class SeveralGatewaysTests
{
    [Fact]
    public async Task WhereNothingListensTheNextIsAsked()
    {
        await using var gateway = await ContractGateway.Start();
        gateway.Before = async http =>
        {
            await ContractGateway.Json(http, """{"tokenId":"t1","name":"ada"}""");
            return true;
        };

        await using var opsctl = await Opsctl.RunWith(Opsctl.Environment($"http://127.0.0.1:{ClosedPort()}, {gateway.Address}"), [], "whoami");

        Assert.Matches($"(?m)^Server: +{gateway.Address.TrimEnd('/')}$", opsctl.ExitsWith(0).Stdout);
    }

    [Fact]
    public async Task WhereNoneListensThatIsSaid()
    {
        await using var opsctl = await Opsctl.RunWith(Opsctl.Environment($"http://127.0.0.1:{ClosedPort()},http://127.0.0.1:{ClosedPort()}"), [], "hosts");

        Assert.Contains("the connection was refused; nothing listens at this address.", opsctl.ExitsWith(ExitCodes.Unreachable).Stderr, StringComparison.Ordinal);
    }

    private static int ClosedPort()
    {
        using var socket = new TcpListener(IPAddress.Loopback, 0);
        socket.Start();
        return ((IPEndPoint)socket.LocalEndpoint).Port;
    }
}
