using System.Diagnostics;

namespace OrleansOps.AgentTests.Agents;

public sealed class FailoverTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(3);

    /// <summary>Each gateway in turn, so that the losses of one cannot make the agent wait long for the other.</summary>
    [Fact]
    public async Task GatewayLost_TheAgentIsAtTheOtherInThreeSeconds_AndStaysThere()
    {
        await using var one = await TestGateway.Start();
        await using var other = await TestGateway.Start();
        await using var agent = TestAgent.StartAtAny(one, other);
        var at = await Where(one, other);

        for (var turn = 0; turn < 4; turn++)
        {
            var next = at == one ? other : one;
            var sessions = next.Hellos.Count;
            var since = Stopwatch.StartNew();
            var stopping = at.Stop();
            await next.UntilConnected(sessions + 1);

            Assert.True(since.Elapsed <= Limit, $"Turn {turn}: the agent was at the other gateway after {since.Elapsed}; expected at most {Limit}.");
            await stopping;
            await at.Restart();
            at = next;
        }

        var connections = one.Connections + other.Connections;
        await at.Run(Some.Script("t1", "echo here"));
        await at.UntilEnded("t1");
        Assert.Equal(connections, one.Connections + other.Connections);
    }

    [Fact]
    public async Task GatewayThatRefuses_TheAgentGoesOnToTheOther()
    {
        await using var one = await TestGateway.Start();
        await using var other = await TestGateway.Start();
        await using var agent = TestAgent.StartAtAny(one, other);
        var at = await Where(one, other);
        var next = at == one ? other : one;

        at.RefuseWith = 503;
        at.Cut();

        await next.UntilConnected();
    }

    private static async Task<TestGateway> Where(TestGateway one, TestGateway other)
    {
        var first = await Task.WhenAny(one.UntilConnected(), other.UntilConnected());
        await first;
        return one.Hellos.Count > 0 ? one : other;
    }
}
