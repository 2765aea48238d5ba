using Microsoft.Extensions.Logging.Abstractions;
using OrleansOps.HostAgent.Agents;
using OrleansOps.HostAgent.Connection;
using OrleansOps.HostAgent.Tasks;
using OrleansOps.Protocol;

namespace OrleansOps.AgentTests.Connection;

public sealed class HubConnectorTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    /// <summary>Whoever is told to come back in an hour must not come at once because the word was still in a queue when the connection ended.</summary>
    [Fact]
    public async Task AGoodbye_IsHeardWhenItIsRead_AndWaitsForNoHandlerOfWhatCameBefore()
    {
        await using var gateway = await TestGateway.Start();
        using var sockets = new GatewaySockets([new GatewayOptions { Server = gateway.Address }], TestGateway.Token, TimeProvider.System);
        var orders = new HeldOrders();
        await using var connection = await sockets.Connectors(NullLoggerFactory.Instance)[0].Connect(orders, default);
        await connection.Hub.Hello(new Hello(ProtocolVersion.Current, "test", 5, HostFactsReader.Read(TimeProvider.System, HostPolicy.Anything), [])).WaitAsync(Limit);

        await gateway.Run(Some.Script("t", "true"));
        await gateway.Say(agent => agent.Goodbye(new Goodbye(GoodbyeCode.ShuttingDown, "later", 3_600_000)));

        Assert.Equal(3_600_000, (await orders.Heard.WaitAsync(Limit)).RetryAfterMs);
    }
}
