using System.Net;
using System.Net.Http.Json;
using Microsoft.Extensions.Time.Testing;
using OrleansOps.Access;
using OrleansOps.Tests.Gateway.World;

namespace OrleansOps.Tests.Gateway.Access;

public sealed class TokenTests(GatewayWorld world) : IClassFixture<GatewayWorld>
{
    [Fact]
    public void TheFirstAdminTokenIsReadableByItsOwnerAlone()
    {
        Assert.True(AccessToken.TryParse(world.AdminToken, out var token));
        Assert.Equal(TokenKind.Admin, token.Value.Kind);
        Assert.Equal(
            UnixFileMode.UserRead | UnixFileMode.UserWrite,
            OperatingSystem.IsWindows() ? default : File.GetUnixFileMode(world.AdminTokenFile));
        Assert.Equal(["admin-token", "secrets-key"], Directory.GetFiles(world.DataDir).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void ATokenIsRevealedOnlyOnPurpose()
    {
        var token = AccessToken.New(TokenKind.Agent);

        Assert.True(AccessToken.TryParse(token.Reveal(), out var same));
        Assert.Equal(token, same);
        Assert.DoesNotContain(token.Secret, token.ToString(), StringComparison.Ordinal);
        Assert.Equal(256, Math.Round(AccessToken.SecretLength * Math.Log2(62)));
    }

    [Fact]
    public async Task WhoAmISaysWhoseTokenItIs()
    {
        using var answer = await world.Operator.GetAsync("/api/v1/whoami");
        var who = await answer.Json();

        Assert.Equal("first-admin", who["name"]!.GetValue<string>());
        Assert.Equal("admin", who["kind"]!.GetValue<string>());
        Assert.Matches(@"^\d+\.\d+\.\d+", who["server"]!["version"]!.GetValue<string>());
    }

    [Fact]
    public async Task TheListSaysWhenATokenWasUsed()
    {
        using var created = await world.Operator.PostAsJsonAsync("/api/v1/tokens", new { name = "seldom" });
        var token = await created.Json();
        var before = await Listed(token["id"]!.GetValue<string>());
        using var client = world.Client(token["token"]!.GetValue<string>());
        (await client.GetAsync("/api/v1/whoami")).Dispose();

        Assert.Null(before["lastUsedAt"]);
        var used = await Eventually.Get(() => Listed(token["id"]!.GetValue<string>()), one => one["lastUsedAt"] is not null, "its use is listed");
        Assert.True(used["lastUsedAt"]!.GetValue<DateTimeOffset>() >= used["createdAt"]!.GetValue<DateTimeOffset>());
    }

    private async Task<System.Text.Json.Nodes.JsonObject> Listed(string id)
    {
        using var list = await world.Operator.GetAsync("/api/v1/tokens");
        return (await list.Json())["items"]!.AsArray().Single(token => token!["id"]!.GetValue<string>() == id)!.AsObject();
    }

    [Fact]
    public async Task ATokenWorksUntilItIsRevoked()
    {
        using var created = await world.Operator.PostAsJsonAsync("/api/v1/tokens", new { name = "ci" });
        var token = await created.Json();
        using var client = world.Client(token["token"]!.GetValue<string>());
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/api/v1/whoami")).StatusCode);

        using var revoked = await world.Operator.DeleteAsync($"/api/v1/tokens/{token["id"]!.GetValue<string>()}");
        using var after = await client.GetAsync("/api/v1/whoami");

        Assert.Equal(HttpStatusCode.NoContent, revoked.StatusCode);
        await after.IsProblem(HttpStatusCode.Unauthorized, "revoked-token");
        using var list = await world.Operator.GetAsync("/api/v1/tokens");
        var text = await list.Content.ReadAsStringAsync();
        Assert.Contains(token["id"]!.GetValue<string>(), text, StringComparison.Ordinal);
        Assert.DoesNotContain(token["token"]!.GetValue<string>(), text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ATokenThatNoListHasIsRevokedByItsId()
    {
        var token = AccessToken.New(TokenKind.Admin);
        await world.Grains.GetGrain<ITokenGrain>(token.Id).Create(new TokenSpec { Kind = TokenKind.Admin, Name = "unlisted", SecretHash = token.SecretHash() });
        using var client = world.Client(token.Reveal());
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/api/v1/whoami")).StatusCode);

        using var revoked = await world.Operator.DeleteAsync($"/api/v1/tokens/{token.Id}");
        using var after = await client.GetAsync("/api/v1/whoami");
        using var invented = await world.Operator.DeleteAsync($"/api/v1/tokens/{AccessToken.NewId()}");

        Assert.Equal(HttpStatusCode.NoContent, revoked.StatusCode);
        await after.IsProblem(HttpStatusCode.Unauthorized, "revoked-token");
        await invented.IsProblem(HttpStatusCode.NotFound, "unknown-token");
    }

    [Fact]
    public async Task ATokenThatIsRevokedElsewhereWorksFiveSecondsAtMost()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UnixEpoch.AddYears(60));
        var options = Microsoft.Extensions.Options.Options.Create(new AccessOptions());
        using var lookups = new Lookups(new WrongTokenLimit(options, TimeProvider.System), options);
        var checks = new TokenChecks(world.Grains, lookups, options, clock);
        var token = AccessToken.New(TokenKind.Admin);
        var grain = world.Grains.GetGrain<ITokenGrain>(token.Id);
        await grain.Create(new TokenSpec { Kind = TokenKind.Admin, Name = "elsewhere", SecretHash = token.SecretHash() });
        Assert.Equal(TokenStatus.Valid, (await checks.Check(token, source: null)).Status);

        await grain.Revoke();
        Assert.Equal(TokenStatus.Valid, (await checks.Check(token, source: null)).Status);
        clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(TokenStatus.Revoked, (await checks.Check(token, source: null)).Status);
    }

    [Fact]
    public async Task AnExpiredTokenIsRefusedEvenIfItWasGoodAMomentAgo()
    {
        var clock = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        var options = Microsoft.Extensions.Options.Options.Create(new AccessOptions());
        using var lookups = new Lookups(new WrongTokenLimit(options, TimeProvider.System), options);
        var checks = new TokenChecks(world.Grains, lookups, options, clock);
        var token = AccessToken.New(TokenKind.Admin);
        await world.Grains.GetGrain<ITokenGrain>(token.Id).Create(
            new TokenSpec { Kind = TokenKind.Admin, Name = "short", SecretHash = token.SecretHash(), ExpiresAt = TimeProvider.System.GetUtcNow().AddSeconds(3) });
        Assert.Equal(TokenStatus.Valid, (await checks.Check(token, source: null)).Status);

        clock.Advance(TimeSpan.FromSeconds(3.5));

        await Eventually.Get(() => checks.Check(token, source: null).AsTask(), verdict => verdict.Status == TokenStatus.Expired, "the token is expired");
    }

    [Fact]
    public async Task AnExpiredTokenIsToldSo()
    {
        var token = AccessToken.New(TokenKind.Admin);
        await world.Grains.GetGrain<ITokenGrain>(token.Id).Create(
            new TokenSpec { Kind = TokenKind.Admin, Name = "old", SecretHash = token.SecretHash(), ExpiresAt = TimeProvider.System.GetUtcNow().AddSeconds(-1) });
        using var client = world.Client(token.Reveal());
        using var answer = await client.GetAsync("/api/v1/whoami");

        await answer.IsProblem(HttpStatusCode.Unauthorized, "expired-token");
    }

    [Fact]
    public async Task AWrongSecretIsNotToldFromAnUnknownToken()
    {
        Assert.True(AccessToken.TryParse(world.AdminToken, out var right));
        using var wrongSecret = world.Client(AccessToken.New(TokenKind.Admin, right.Value.Id).Reveal());
        using var unknown = world.Client(AccessToken.New(TokenKind.Admin).Reveal());
        var (one, two) = (await (await wrongSecret.GetAsync("/api/v1/whoami")).Content.ReadAsStringAsync(), await (await unknown.GetAsync("/api/v1/whoami")).Content.ReadAsStringAsync());

        Assert.Equal(one, two);
        Assert.Equal(HttpStatusCode.OK, (await world.Operator.GetAsync("/api/v1/whoami")).StatusCode);
    }

    [Fact]
    public async Task ASourceThatGuessesMustWaitAndTheHolderNeedNot()
    {
        await using var strict = await GatewayWorld.Start("--Gateway:Access:WrongTokens=3", "--Gateway:Access:WrongTokenEvery=01:00:00");
        Assert.Equal(HttpStatusCode.OK, (await strict.Operator.GetAsync("/api/v1/whoami")).StatusCode);
        var codes = new List<HttpStatusCode>();
        for (var i = 0; i < 5; i++)
        {
            using var guesser = strict.Client(AccessToken.New(TokenKind.Admin).Reveal());
            using var answer = await guesser.GetAsync("/api/v1/whoami");
            codes.Add(answer.StatusCode);
        }

        Assert.Equal([.. Enumerable.Repeat(HttpStatusCode.Unauthorized, 3), .. Enumerable.Repeat(HttpStatusCode.TooManyRequests, 2)], codes);
        Assert.Equal(HttpStatusCode.OK, (await strict.Operator.GetAsync("/api/v1/whoami")).StatusCode);
    }
}
