using System.Net;
using System.Net.Http.Json;
using OrleansOps.Access;
using OrleansOps.Protocol;
using OrleansOps.Tests.Gateway.World;

namespace OrleansOps.Tests.Gateway.Access;

public sealed class EnrolmentTests(GatewayWorld world) : IClassFixture<GatewayWorld>
{
    [Fact]
    public async Task AskingAgainGivesTheSameAgentAFreshSecret()
    {
        var join = await world.JoinToken(new { uses = 1 });

        var first = await world.Enrol("enrol-1", "request-1", join);
        var again = await world.Enrol("enrol-1", "request-1", join);

        Assert.Equal(first.AgentId, again.AgentId);
        Assert.NotEqual(first.Token, again.Token);
        var old = world.Agent(first);
        await Assert.ThrowsAnyAsync<Exception>(old.Connect);
        var fresh = world.Agent(again);
        await fresh.Connect();
        await fresh.Hello();
    }

    [Fact]
    public async Task ATokenThatIsReplacedEndsTheConnectionItOpened()
    {
        var join = await world.JoinToken();
        var before = world.Agent(await world.Enrol("enrol-live", "r-live", join));
        await before.Connect();
        await before.Hello();

        var after = world.Agent(await world.Enrol("enrol-live", "r-live", join));

        Assert.Equal(GoodbyeCode.Revoked, (await before.NextGoodbye()).Code);
        await before.Closed.Within("the connection is closed");
        await Assert.ThrowsAnyAsync<Exception>(() => world.Agent(before.Identity).Connect());
        await after.Connect();
        await after.Hello();
    }

    [Fact]
    public async Task AJoinTokenWorksAsOftenAsItMay()
    {
        var join = await world.JoinToken(new { uses = 1 });
        using var client = world.Client(join);
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => Register(client, $"enrol-2-{i}", $"race-{i}")));

        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.OK);
        foreach (var refused in answers.Where(answer => answer.StatusCode != HttpStatusCode.OK))
        {
            await refused.IsProblem(HttpStatusCode.Unauthorized, "used-up-token");
        }
    }

    [Fact]
    public async Task AnExpiredJoinTokenIsRefused()
    {
        var token = AccessToken.New(TokenKind.Join);
        await world.Grains.GetGrain<ITokenGrain>(token.Id).Create(new TokenSpec
        {
            Kind = TokenKind.Join,
            Name = "old",
            SecretHash = token.SecretHash(),
            Uses = 5,
            ExpiresAt = TimeProvider.System.GetUtcNow().AddSeconds(-1),
        });
        using var client = world.Client(token.Reveal());
        using var answer = await Register(client, "enrol-3", "r");

        await answer.IsProblem(HttpStatusCode.Unauthorized, "expired-token");
    }

    [Fact]
    public async Task TheLabelsOfTheJoinTokenStandAboveTheHostsOwn()
    {
        var join = await world.JoinToken(new { labels = new { env = "prod" } });
        using var client = world.Client(join);
        using var enrolled = await client.PostAsJsonAsync(
            "/api/v1/agents/register", new { name = "enrol-4", labels = new { env = "mine", os = "debian" }, requestId = "r4", newer = "unknown names are for newer agents" });
        Assert.Equal(HttpStatusCode.OK, enrolled.StatusCode);

        using var answer = await world.Operator.GetAsync("/api/v1/agents/enrol-4");
        var agent = await answer.Json();
        Assert.Equal("""{"env":"prod","os":"debian"}""", agent["labels"]!.ToJsonString());
        Assert.Equal("never", agent["state"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("", "r", "invalid-name")]
    [InlineData("   ", "r", "invalid-name")]
    [InlineData("a\u202eb", "r", "invalid-name")]
    [InlineData("a\r\nb", "r", "invalid-name")]
    [InlineData("good", "", "invalid-id")]
    [InlineData("good", "a/b", "invalid-id")]
    public async Task AnEnrolmentOutsideItsLimitsIsRefused(string name, string requestId, string code)
    {
        using var client = world.Client(await world.JoinToken());
        using var answer = await Register(client, name, requestId);

        await answer.IsProblem(HttpStatusCode.BadRequest, code);
    }

    [Theory]
    [InlineData("""{"uses":0}""", "out-of-range")]
    [InlineData("""{"uses":10001}""", "out-of-range")]
    [InlineData("""{"expiresInSeconds":59}""", "out-of-range")]
    [InlineData("""{"expires":60}""", "unknown-field")]
    public async Task AJoinTokenOutsideItsLimitsIsRefused(string body, string code)
    {
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        using var answer = await world.Operator.PostAsync("/api/v1/join-tokens", content);

        await answer.IsProblem(HttpStatusCode.BadRequest, code);
    }

    private static Task<HttpResponseMessage> Register(HttpClient client, string name, string requestId) => client.PostAsync(
        "/api/v1/agents/register",
        JsonContent.Create(new EnrolRequest(name, new Dictionary<string, string>(), requestId), ProtocolJson.Default.EnrolRequest));
}
