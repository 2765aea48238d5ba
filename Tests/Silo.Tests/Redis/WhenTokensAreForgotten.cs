using OrleansOps.Access;
using OrleansOps.Agents;
using OrleansOps.Tests.Hosting;

namespace OrleansOps.Redis;

/// <summary>What opens nothing any more is remembered for a while and then leaves nothing behind: removed agents, tokens, browsers' sessions.</summary>
public sealed class WhenTokensAreForgotten(RedisUnderTest redis) : IClassFixture<RedisUnderTest>
{
    private static readonly (string Key, string Value)[] LooksOften = [("Tokens:LookEvery", "00:00:00.100"), ("Tasks:DeadlineTick", "00:00:00.100")];

    [Fact]
    public async Task ARemovedAgentStaysAwayAndThenNothingOfItIsLeft()
    {
        const string Id = "agent-removed";
        var clock = new AheadOfTime();
        await using var silo = await SiloUnderTest.OnRedis(redis.Server, clock, LooksOften);
        var token = silo.Grains.GetGrain<ITokenGrain>(Id);
        await token.Replace(Spec(TokenKind.Agent) with { AgentId = Id });
        var agent = await silo.Connect(Id);
        await silo.Submit("removed-1", Id);
        await agent.Accept();
        await agent.Exit("removed-1");
        await silo.Agent(Id).Heartbeat(agent.Epoch, new HostLoad(1, 2, null, null, null, 0, 0, 0));

        await token.Revoke();
        await silo.Agent(Id).Remove();
        clock.Ahead = TimeSpan.FromDays(8);   // longer than a join token lives, and than a task is kept
        await Eventually.Get(() => Traces("removed"), traces => traces.Count(IsStored) == 2, "only the agent and its token are remembered");
        Assert.False(await token.Replace(Spec(TokenKind.Agent) with { AgentId = Id }));

        clock.Ahead = TimeSpan.FromDays(31);
        await Eventually.Get(() => Traces("removed"), traces => traces.Count == 0, "no key and no member names the agent or its task");
        Assert.Empty(await silo.Grains.GetGrain<ITokenIndexGrain>(TokenLists.OfRemovedAgent(Id)).Ids());
        Assert.Null(await silo.Agent(Id).Describe());
    }

    [Fact]
    public async Task TokensAndSessionsGoAndWhatStillOpensStays()
    {
        var clock = new AheadOfTime();
        await using var silo = await SiloUnderTest.OnRedis(redis.Server, clock, LooksOften);
        await Create(silo, "token-valid", Spec(TokenKind.Admin));
        await Create(silo, "token-expired", Spec(TokenKind.Join) with { ExpiresAt = clock.GetUtcNow().AddDays(1) });
        await Create(silo, "token-revoked", Spec(TokenKind.Admin));
        await silo.Grains.GetGrain<ITokenGrain>("token-revoked").Revoke();
        await silo.Grains.GetGrain<ISessionGrain>("session-idle").Begin(
            new SessionSpec { SecretHash = new byte[32], TokenId = "token-valid", TokenName = "valid", From = "127.0.0.1", Client = "a browser" });
        await silo.Grains.GetGrain<ISessionIndexGrain>(0).Add("session-idle");

        clock.Ahead = TimeSpan.FromDays(30.5);   // the expired one has been over for a day less
        await Eventually.Get(() => Traces("token-revoked"), traces => traces.Count == 0, "the revoked token is forgotten");
        await Eventually.Get(() => Traces("session-idle"), traces => traces.Count == 0, "the session is forgotten");
        Assert.Single(await Traces("token-expired"));

        clock.Ahead = TimeSpan.FromDays(31.5);
        await Eventually.Get(() => Traces("token-expired"), traces => traces.Count == 0, "the expired token is forgotten");
        Assert.Equal(["token-valid"], await silo.Grains.GetGrain<ITokenIndexGrain>(TokenLists.Operators).Ids());
        Assert.Equal(TokenStatus.Valid, (await silo.Grains.GetGrain<ITokenGrain>("token-valid").Check(new byte[32])).Status);
    }

    private static TokenSpec Spec(TokenKind kind) => new() { Kind = kind, Name = "some", SecretHash = new byte[32] };

    private static async Task Create(SiloUnderTest silo, string id, TokenSpec spec)
    {
        await silo.Grains.GetGrain<ITokenGrain>(id).Create(spec);
        await silo.Grains.GetGrain<ITokenIndexGrain>(TokenLists.Operators).Add(id);
    }

    /// <summary>Not where a grain is active now: that goes when the grain leaves.</summary>
    private static bool IsStored(string entry) => !entry.StartsWith("ops/directory/", StringComparison.Ordinal);

    private async Task<IReadOnlyList<string>> Traces(string mark) =>
        [.. (await redis.Everything()).Where(entry => entry.Contains(mark, StringComparison.Ordinal))];

    /// <summary>A calendar that can be turned on, over clocks that run as always.</summary>
    private sealed class AheadOfTime : TimeProvider
    {
        public TimeSpan Ahead { get; set; }

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Ahead;
    }
}
