using System.Net;
using Microsoft.Extensions.DependencyInjection;
using OrleansOps.Access;
using OrleansOps.Agents;
using OrleansOps.Tests.Gateway.World;

namespace OrleansOps.Tests.Gateway.Access;

/// <summary>Whichever comes first: a host that was removed is not listed, as it could never connect.</summary>
public sealed class WhenAHostIsRemovedWhileItEnrols
{
    [Fact]
    public async Task ItIsNotListedAndIsToldSo()
    {
        var meanwhile = new Meanwhile();
        await using var world = await GatewayWorld.Start(builder => builder.Services.AddSingleton<IIncomingGrainCallFilter>(meanwhile));
        var join = await world.JoinToken();
        var first = await world.Enrol("raced", "raced", join);
        meanwhile.Happens = async () =>
        {
            using var removed = await world.Operator.DeleteAsync($"/api/v1/agents/{first.AgentId}");
            Assert.Equal(HttpStatusCode.NoContent, removed.StatusCode);
        };

        var refused = await Assert.ThrowsAnyAsync<Exception>(() => world.Enrol("raced", "raced", join));

        Assert.Contains("revoked-token", refused.Message, StringComparison.Ordinal);
        Assert.Null(meanwhile.Happens);
        using var listed = await world.Operator.GetAsync($"/api/v1/agents/{first.AgentId}");
        await listed.IsProblem(HttpStatusCode.NotFound, "unknown-agent");
        using var named = await world.Operator.GetAsync("/api/v1/agents?name=raced");
        Assert.Empty((await named.Json())["items"]!.AsArray());
        Assert.True((await world.Grains.GetGrain<ITokenGrain>(first.AgentId).Describe())!.Revoked);
    }

    /// <summary>Something happens once, after an enrolment has made the agent's token and before it makes the agent.</summary>
    private sealed class Meanwhile : IIncomingGrainCallFilter
    {
        public Func<Task>? Happens { get; set; }

        public async Task Invoke(IIncomingGrainCallContext context)
        {
            if (context.InterfaceMethod.Name == nameof(IAgentGrain.Register) && Happens is { } happens)
            {
                Happens = null;
                await happens();
            }

            await context.Invoke();
        }
    }
}
