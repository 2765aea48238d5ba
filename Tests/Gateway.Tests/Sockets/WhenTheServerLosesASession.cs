using Microsoft.Extensions.DependencyInjection;
using OrleansOps.Agents;
using OrleansOps.Hosting;
using OrleansOps.Logs;
using OrleansOps.Protocol;
using OrleansOps.Tasks;
using OrleansOps.Tests.Gateway.World;

namespace OrleansOps.Tests.Gateway.Sockets;

/// <summary>The grains of a host go, as with their silo, and the socket stays: the agent, whatever its age, is not to notice.</summary>
public sealed class WhenTheServerLosesASession : IAsyncLifetime
{
    private GatewayWorld _world = null!;

    public async Task InitializeAsync() => _world = await GatewayWorld.Start();

    public Task DisposeAsync() => ((IAsyncDisposable)_world).DisposeAsync().AsTask();

    [Fact]
    public async Task ItGoesOnAtOnceWithoutAWordOfTheAgent()
    {
        var agent = await _world.ConnectAgent("web-1");
        await Lose(agent);
        using var submitted = await _world.Submit("waiting", Some.Task(agent.Id));

        _world.Services.GetRequiredService<SiloLosses>().Tell();

        Assert.Equal("waiting", (await agent.NextOrder()).TaskId);
        await IsRecovered(agent);
    }

    [Fact]
    public async Task AHeartbeatFindsOut()
    {
        var agent = await _world.ConnectAgent("web-1");
        await Lose(agent);

        await agent.Send(nameof(IAgentHub.Heartbeat), Some.Heartbeat);

        await IsRecovered(agent);
    }

    [Fact]
    public async Task AReportFindsOutAndIsStored()
    {
        var agent = await _world.ConnectAgent("web-1");
        using var submitted = await _world.Submit("running", Some.Task(agent.Id));
        var order = await agent.NextOrder();
        await agent.Accept(order);
        await _world.TaskWhen("running", "running");
        await Lose(agent, "running");

        await agent.End(order);

        await _world.TaskWhen("running", "succeeded");
        await IsRecovered(agent);
    }

    [Fact]
    public async Task AnOrderThatWasNotAnsweredIsSentAgainWithItsAttempt()
    {
        var agent = await _world.ConnectAgent("web-1");
        using var submitted = await _world.Submit("sent", Some.Task(agent.Id));
        var first = await agent.NextOrder();
        await Lose(agent, "sent");

        _world.Services.GetRequiredService<SiloLosses>().Tell();

        var again = await agent.NextOrder();
        Assert.Equal((first.TaskId, first.Attempt), (again.TaskId, again.Attempt));
        await agent.Accept(again);
        await _world.TaskWhen("sent", "running");
    }

    [Fact]
    public async Task OutputGoesOnWhereItWas()
    {
        var agent = await _world.ConnectAgent("web-1");
        using var submitted = await _world.Submit("printing", Some.Task(agent.Id));
        var order = await agent.NextOrder();
        await agent.Accept(order);
        await agent.Log(order, "one\n");
        await Lose(agent, "printing");

        Assert.Equal(3, (await agent.Log(order, "two\n", seq: 2, offset: 4)).NextSeq);
        _world.Services.GetRequiredService<SiloLosses>().Tell();
        await IsRecovered(agent);
        Assert.Equal(4, (await agent.Log(order, "three\n", seq: 3, offset: 8)).NextSeq);
    }

    [Fact]
    public async Task OneWhoseCredentialWasReplacedMeanwhileIsClosed()
    {
        var joinToken = await _world.JoinToken();
        var identity = await _world.Enrol("web-1", "request-1", joinToken);
        var agent = _world.Agent(identity);
        await agent.Connect();
        await agent.Hello();
        await Lose(agent);

        await _world.Enrol("web-1", "request-1", joinToken);
        _world.Services.GetRequiredService<SiloLosses>().Tell();

        await agent.Closed.Within("the old credential's connection is closed");
    }

    /// <summary>A fleet whose silo has gone does not come at once.</summary>
    [Fact]
    public async Task ManyAreTakenUpInTurns()
    {
        const int Fleet = 150;
        var counter = new TakeUpCounter();
        await using var world = await GatewayWorld.Start(builder => builder.Services.AddSingleton<IOutgoingGrainCallFilter>(counter));
        for (var number = 0; number < Fleet; number++)
        {
            await world.ConnectAgent($"host-{number}");
        }

        world.Services.GetRequiredService<SiloLosses>().Tell();

        await Eventually.Get(() => Task.FromResult(counter.All), all => all == Fleet, "every session was looked at");
        Assert.InRange(counter.MostAtOnce, 1, 64);
    }

    /// <summary>As Orleans ends them where a silo goes: without handing anything over.</summary>
    private async Task Lose(TestAgent agent, params string[] tasks)
    {
        var grain = _world.Grains.GetGrain<IAgentGrain>(agent.Id);
        foreach (var task in tasks)
        {
            await End(_world.Grains.GetGrain<ITaskGrain>(task));
            await End(_world.Grains.GetGrain<ILogSinkGrain>(task));
        }

        await End(grain);
        await Eventually.Get(() => grain.Describe(), view => view is { Presence: AgentPresence.Offline }, "the grain has forgotten the session");

        static async Task End(IAddressable grain) => await grain.Cast<Orleans.Core.Internal.IGrainManagementExtension>().DeactivateOnIdle();
    }

    private async Task IsRecovered(TestAgent agent)
    {
        var grain = _world.Grains.GetGrain<IAgentGrain>(agent.Id);
        var view = await Eventually.Get(() => grain.Describe(), view => view is { Presence: AgentPresence.Online }, "the session goes on");
        Assert.Equal(1, view!.Epoch);
        Assert.False(agent.Closed.IsCompleted);
        var events = await Eventually.Get(
            async () => await grain.Events(10) ?? [], all => all.Any(one => one.Kind == HostEventKind.Recovered), "the host's events tell of it");
        Assert.Single(events, one => one.Kind == HostEventKind.Connected);
    }
}
