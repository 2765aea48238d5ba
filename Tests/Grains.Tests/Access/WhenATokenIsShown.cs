using Microsoft.Extensions.Time.Testing;
using OrleansOps.Tests.Hosting;

namespace OrleansOps.Access;

public sealed class WhenATokenIsShown
{
    private static readonly byte[] Hash = [.. Enumerable.Repeat((byte)1, 32)];
    private static readonly byte[] OtherHash = [.. Enumerable.Repeat((byte)2, 32)];

    [Fact]
    public async Task ItsSecretDecides()
    {
        await using var silo = await SiloUnderTest.OnMemory();
        var token = await Made(silo, Spec());

        Assert.Equal((TokenStatus.Valid, "ci"), await token.Check(Hash) is var check ? (check.Status, check.Token!.Name) : default);
        Assert.Equal(new TokenCheck(TokenStatus.Wrong, null), await token.Check(OtherHash));
        Assert.Equal(TokenStatus.Wrong, (await silo.Grains.GetGrain<ITokenGrain>("invented").Check(Hash)).Status);
    }

    [Fact]
    public async Task ItOpensNothingAfterItsTime()
    {
        var time = new FakeTimeProvider();
        await using var silo = await SiloUnderTest.OnMemory(time);
        var token = await Made(silo, Spec() with { ExpiresAt = time.GetUtcNow().AddMinutes(1) });
        Assert.Equal(TokenStatus.Valid, (await token.Check(Hash)).Status);

        time.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(TokenStatus.Expired, (await token.Check(Hash)).Status);
    }

    [Fact]
    public async Task ItsUseIsWrittenDownOnceAnHour()
    {
        var time = new FakeTimeProvider();
        await using var silo = await SiloUnderTest.OnMemory(time);
        var token = await Made(silo, Spec());
        var first = time.GetUtcNow();
        Assert.Null((await token.Describe())!.LastUsedAt);

        await token.Used();
        time.Advance(TimeSpan.FromMinutes(59));
        await token.Used();
        Assert.Equal(first, (await token.Describe())!.LastUsedAt);

        time.Advance(TimeSpan.FromMinutes(1));
        await token.Used();
        Assert.Equal(first.AddHours(1), (await token.Describe())!.LastUsedAt);
    }

    [Fact]
    public async Task ItOpensNothingOnceRevoked()
    {
        await using var silo = await SiloUnderTest.OnMemory();
        var token = await Made(silo, Spec());

        Assert.True(await token.Revoke());

        Assert.Equal(TokenStatus.Revoked, (await token.Check(Hash)).Status);
        Assert.False(await token.Replace(Spec() with { SecretHash = OtherHash }));
        Assert.False(await silo.Grains.GetGrain<ITokenGrain>("invented").Revoke());
    }

    [Fact]
    public async Task CreatingItAgainChangesNothing()
    {
        await using var silo = await SiloUnderTest.OnMemory();
        var token = await Made(silo, Spec());

        Assert.True(await token.Create(Spec() with { Name = "other" }));
        Assert.False(await token.Create(Spec() with { SecretHash = OtherHash }));
        Assert.Equal("ci", (await token.Describe())!.Name);
    }

    [Fact]
    public async Task AReplacedSecretOpensNothing()
    {
        await using var silo = await SiloUnderTest.OnMemory();
        var token = await Made(silo, Spec());

        Assert.True(await token.Replace(Spec() with { SecretHash = OtherHash }));

        Assert.Equal(TokenStatus.Wrong, (await token.Check(Hash)).Status);
        Assert.Equal(TokenStatus.Valid, (await token.Check(OtherHash)).Status);
    }

    [Fact]
    public async Task AJoinTokenLetsInAsManyAsItHasUsesAndTheSameOneAgain()
    {
        await using var silo = await SiloUnderTest.OnMemory();
        var token = await Made(silo, Spec() with { Kind = TokenKind.Join, Uses = 1, Labels = new Dictionary<string, string> { ["zone"] = "a" } });

        var first = await token.Enrol(Hash, "request-1", "agent-1");
        Assert.Equal((TokenStatus.Valid, "agent-1", "a"), (first.Status, first.AgentId, first.Labels["zone"]));
        Assert.Equal("agent-1", (await token.Enrol(Hash, "request-1", "agent-9")).AgentId);
        Assert.Equal(TokenStatus.UsedUp, (await token.Enrol(Hash, "request-2", "agent-2")).Status);
        Assert.Equal(TokenStatus.Wrong, (await token.Enrol(OtherHash, "request-1", "agent-1")).Status);
    }

    [Fact]
    public async Task TheListNamesThemWithoutTheirSecrets()
    {
        await using var silo = await SiloUnderTest.OnMemory();
        await Made(silo, Spec());
        var index = silo.Grains.GetGrain<ITokenIndexGrain>(0);

        await index.Add("token-1");
        await index.Add("token-1");

        Assert.Equal(["token-1"], (await index.List()).Select(token => token.Id));
    }

    private static TokenSpec Spec() => new() { Kind = TokenKind.Admin, Name = "ci", SecretHash = Hash };

    private static async Task<ITokenGrain> Made(SiloUnderTest silo, TokenSpec spec)
    {
        var token = silo.Grains.GetGrain<ITokenGrain>("token-1");
        Assert.True(await token.Create(spec));
        return token;
    }
}
