using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using OrleansOps.Sockets.Delivery;
using OrleansOps.Tests.Gateway.World;

namespace OrleansOps.Tests.Gateway.Sockets;

/// <summary>The calls that a task costs are counted here: each is a message, a turn and a few switches of threads.</summary>
public sealed class WhatATaskAsksOfGrains
{
    private readonly CallsOfTasks _calls = new();
    private readonly FakeTimeProvider _clock = new();

    [Fact]
    public async Task AShortTaskThatFindsAFreeSlotIsSixCalls()
    {
        await using var world = await GatewayWorld.Start(Watch);
        var agent = await world.ConnectAgent("calls-1");
        await Run(world, agent, "calls-1", "first");   // the name is looked up
        _calls.Forget();

        await Run(world, agent, "calls-1", "second");

        Assert.Equal(["IAgentGrain.Submit", "ITaskGrain.Submit", "IAgentConnection.Run", "IAuditGrain.Add", "IAgentGrain.Ended", "ITaskGrain.Ended"], _calls.All);
    }

    [Fact]
    public async Task OneThatWaitsForASlotIsSevenCalls()
    {
        await using var world = await GatewayWorld.Start(Watch);
        var agent = await world.ConnectAgent("calls-2", slots: 1);
        await Submit(world, "calls-2", "first");
        var first = await agent.NextOrder();
        _calls.Forget();

        await Submit(world, "calls-2", "second");
        await agent.End(first);
        var second = await agent.NextOrder();
        await agent.End(second);

        Assert.Equal(
            ["IAgentConnection.Run", "IAgentGrain.Ended", "IAgentGrain.Ended", "IAgentGrain.Submit", "IAuditGrain.Add", "ITaskGrain.Dispatch", "ITaskGrain.Ended", "ITaskGrain.Ended", "ITaskGrain.Submit"],
            _calls.All.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task AnAcceptanceThatNoEndFollowsIsPassedOn()
    {
        await using var world = await GatewayWorld.Start(Watch);
        var agent = await world.ConnectAgent("calls-3");
        await Submit(world, "calls-3", "long");
        await agent.Accept(await agent.NextOrder());
        Assert.DoesNotContain("IAgentGrain.Accepted", _calls.All);

        _clock.Advance(TimeSpan.FromMilliseconds(8));
        _clock.Advance(TimeSpan.FromMilliseconds(8));

        await world.TaskWhen("long", "running");
    }

    [Fact]
    public async Task AnAcceptanceOutlivesItsConnection()
    {
        await using var world = await GatewayWorld.Start(Watch);
        var agent = await world.ConnectAgent("calls-4");
        await Submit(world, "calls-4", "long");
        await agent.Accept(await agent.NextOrder());

        agent.Cut();

        await world.TaskWhen("long", "running");
    }

    private static async Task Run(GatewayWorld world, TestAgent agent, string name, string id)
    {
        await Submit(world, name, id);
        var order = await agent.NextOrder();
        await agent.Accept(order);
        await agent.End(order);
    }

    private static async Task Submit(GatewayWorld world, string agent, string id)
    {
        using var answer = await world.Submit(id, Some.Task(agent));
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }

    /// <summary>The delivery of reports alone goes by the test's clock.</summary>
    private void Watch(WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<IOutgoingGrainCallFilter>(_calls);
        builder.Services.AddSingleton(services => ActivatorUtilities.CreateInstance<ReportDelivery>(services, (TimeProvider)_clock));
    }
}
