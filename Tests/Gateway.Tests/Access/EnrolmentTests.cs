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
    public async Task WhatAHostSaysOfItselfIsShownAndNothingIsChosenByIt()
    {
        var join = await world.JoinToken(new { labels = new { site = "berlin" } });
        using var client = world.Client(join);
        using var enrolled = await client.PostAsJsonAsync("/api/v1/agents/register", new { name = "enrol-own", labels = new { env = "own", host_id = "another" }, requestId = "own" });
        Assert.Equal(HttpStatusCode.OK, enrolled.StatusCode);

        using var answer = await world.Operator.GetAsync("/api/v1/agents/enrol-own");
        var agent = await answer.Json();
        Assert.Equal("""{"site":"berlin"}""", agent["labels"]!.ToJsonString());
        Assert.Equal("""{"env":"own","host_id":"another"}""", agent["hostLabels"]!.ToJsonString());
        Assert.Empty(await Labelled("env=own"));
        Assert.Equal(["enrol-own"], await Labelled("site=berlin"));
        Assert.DoesNotContain("host_id", (await world.Grains.GetGrain<OrleansOps.Agents.IAgentGrain>(agent["id"]!.GetValue<string>()).Describe())!.Labels.Keys);   // what agent_status is told of

        using var edit = await world.Operator.PatchAsJsonAsync("/api/v1/agents/enrol-own", new { labels = new { env = "own" } });
        Assert.Equal(["enrol-own"], await Labelled("env=own"));   // an operator said so
    }

    /// <summary>With the join token, used up as it is, the request's id and nobody's leave.</summary>
    [Fact]
    public async Task AHostThatWasThereDoesNotRenameOrLabelItself()
    {
        var join = await world.JoinToken(new { uses = 1, trustHostLabels = true });
        var agent = world.Agent(await world.Enrol("enrol-before", "request-self", join));
        await agent.Connect();
        await agent.Hello();

        using var client = world.Client(join);
        using var again = await client.PostAsJsonAsync("/api/v1/agents/register", new { name = "enrol-after", labels = new { env = "mine" }, requestId = "request-self" });
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        using var answer = await world.Operator.GetAsync($"/api/v1/agents/{agent.Id}");
        var view = await answer.Json();
        Assert.Equal(("enrol-before", "{}"), (view["name"]!.GetValue<string>(), view["labels"]!.ToJsonString()));
    }

    [Fact]
    public async Task TheNameOfAHostThatWasThereIsNotGivenToAnother()
    {
        var there = await world.ConnectAgent("enrol-taken");
        using var client = world.Client(await world.JoinToken());
        using var refused = await Register(client, "enrol-taken", "thief");
        await refused.IsProblem(HttpStatusCode.Conflict, "name-taken");
        using var other = await Register(client, "enrol-free", "thief");
        Assert.Equal(HttpStatusCode.OK, other.StatusCode);   // the same request, and its use of the token, under another name

        using var submitted = await world.Submit("enrol-taken-1", Some.Task("enrol-taken"));
        Assert.True(submitted.IsSuccessStatusCode);
        Assert.Equal("enrol-taken-1", (await there.NextOrder()).TaskId);
    }

    [Fact]
    public async Task AnEnrolmentThatWaitedDoesNotTakeTheNameOfAHostThatIsThere()
    {
        var late = world.Agent(await world.Enrol("enrol-first"));
        var there = await world.ConnectAgent("enrol-first");
        await late.Connect();
        var refused = await Assert.ThrowsAnyAsync<Exception>(() => late.Hello());
        Assert.Contains("enrol-first", (await late.NextGoodbye()).Reason + refused.Message, StringComparison.Ordinal);

        using var submitted = await world.Submit("enrol-first-1", Some.Task("enrol-first"));
        Assert.True(submitted.IsSuccessStatusCode);
        Assert.Equal("enrol-first-1", (await there.NextOrder()).TaskId);

        using var renamed = await world.Operator.PatchAsJsonAsync($"/api/v1/agents/{late.Id}", new { name = "enrol-second" });
        var now = world.Agent(late.Identity);
        await now.Connect();
        await now.Hello();
    }

    [Fact]
    public async Task AnOperatorsTokenForAHostEnrolsThatHostAgain()
    {
        var old = await world.ConnectAgent("enrol-anew");
        using var edit = await world.Operator.PatchAsJsonAsync("/api/v1/agents/enrol-anew", new { labels = new { role = "web" } });
        var join = await world.JoinToken(new { agent = "enrol-anew" });
        var fresh = world.Agent(await world.Enrol("whatever it is called now", "new-disk", join));

        Assert.Equal(old.Id, fresh.Id);
        Assert.Equal(GoodbyeCode.Revoked, (await old.NextGoodbye()).Code);
        await fresh.Connect();
        await fresh.Hello();
        Assert.Equal(["enrol-anew"], await Labelled("role=web"));

        using var client = world.Client(join);
        using var second = await Register(client, "enrol-more", "another-disk");
        await second.IsProblem(HttpStatusCode.Unauthorized, "used-up-token");
    }

    [Theory]
    [InlineData("""{"agent":"nobody"}""", HttpStatusCode.UnprocessableEntity, "unknown-agent")]
    [InlineData("""{"agent":"enrol-rules","uses":2}""", HttpStatusCode.BadRequest, "out-of-range")]
    [InlineData("""{"agent":"enrol-rules","labels":{"a":"b"}}""", HttpStatusCode.BadRequest, "not-together")]
    [InlineData("""{"agent":"enrol-rules","trustHostLabels":true}""", HttpStatusCode.BadRequest, "not-together")]
    [InlineData("""{"agent":"enrol-never"}""", HttpStatusCode.UnprocessableEntity, "never-connected")]
    public async Task ATokenForAHostOutsideItsLimitsIsRefused(string body, HttpStatusCode status, string code)
    {
        using (var known = await world.Operator.GetAsync("/api/v1/agents/enrol-rules"))
        {
            if (known.StatusCode == HttpStatusCode.NotFound)
            {
                await world.ConnectAgent("enrol-rules");
                await world.Enrol("enrol-never");
            }
        }

        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        using var answer = await world.Operator.PostAsync("/api/v1/join-tokens", content);
        await answer.IsProblem(status, code);
    }

    [Fact]
    public async Task WhereAnOperatorTrustsThemTheJoinTokensLabelsStandAboveTheHostsOwn()
    {
        var join = await world.JoinToken(new { labels = new { env = "prod" }, trustHostLabels = true });
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
    [InlineData("web-1\U000E0041", "r", "invalid-name")]
    [InlineData("web-1\u3164", "r", "invalid-name")]
    [InlineData("web-1\uFE0F", "r", "invalid-name")]
    [InlineData("web\u0301-1", "r", "invalid-name")]
    [InlineData("web-1\u200b", "r", "invalid-name")]
    [InlineData("web-1 ", "r", "invalid-name")]
    [InlineData("web\u00a01", "r", "invalid-name")]
    [InlineData("web-1\ue000", "r", "invalid-name")]
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

    private async Task<IEnumerable<string>> Labelled(string label)
    {
        using var answer = await world.Operator.GetAsync($"/api/v1/agents?label={Uri.EscapeDataString(label)}");
        return [.. (await answer.Json())["items"]!.AsArray().Select(agent => agent!["name"]!.GetValue<string>())];
    }

    private static Task<HttpResponseMessage> Register(HttpClient client, string name, string requestId) => client.PostAsync(
        "/api/v1/agents/register",
        JsonContent.Create(new EnrolRequest(name, new Dictionary<string, string>(), requestId), ProtocolJson.Default.EnrolRequest));
}
