using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using OrleansOps.Tests.Gateway.World;

namespace OrleansOps.Tests.Gateway.Access;

public sealed class WhenABrowserLogsIn(GatewayWorld world) : IClassFixture<GatewayWorld>
{
    [Fact]
    public async Task TheCookieOpensWhatTheTokenOpens()
    {
        using var browser = new Browser(world);
        using var answer = await browser.LogIn(world.AdminToken);
        using var agents = await browser.Get("/api/v1/agents");
        using var whoami = await browser.Get("/api/v1/whoami");

        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        var session = await answer.Json();
        Assert.Equal("first-admin", session["name"]!.GetValue<string>());
        Assert.True(session["current"]!.GetValue<bool>());
        Assert.StartsWith("Mozilla/5.0", session["client"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, agents.StatusCode);
        Assert.Equal("first-admin", (await whoami.Json())["name"]!.GetValue<string>());
    }

    [Fact]
    public async Task ItsSessionIsSaidToEndWithItsToken()
    {
        using var made = await world.Operator.PostAsJsonAsync("/api/v1/tokens", new { name = "for an hour", expiresInSeconds = 3_600 });
        var token = await made.Json();
        using var browser = new Browser(world);
        using var answer = await browser.LogIn(token["token"]!.GetValue<string>());

        Assert.Equal(token["expiresAt"]!.GetValue<DateTimeOffset>(), (await answer.Json())["expiresAt"]!.GetValue<DateTimeOffset>());
    }

    [Fact]
    public async Task TheCookieIsForNoScriptAndNoOtherSite()
    {
        using var browser = await Browser.LoggedIn(world);

        var parts = browser.SetCookie!.Split("; ").Skip(1).Select(part => part.ToLowerInvariant()).ToList();
        Assert.Contains("httponly", parts);
        Assert.Contains("samesite=strict", parts);
        Assert.Contains("path=/", parts);
        Assert.DoesNotContain("secure", parts);   // plain HTTP: the browser would drop it
        Assert.DoesNotContain(world.AdminToken, browser.SetCookie!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task BehindTlsTheCookieIsSecure()
    {
        using var browser = new Browser(world);
        using var answer = await browser.LogIn(world.AdminToken, ("Origin", $"https://{world.Address.Authority}"), ("Sec-Fetch-Site", "same-origin"));

        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        Assert.Contains("secure", browser.SetCookie!, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("path=/", browser.SetCookie!, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("domain", browser.SetCookie!, StringComparison.OrdinalIgnoreCase);
        Assert.StartsWith("__Host-ops_session=", browser.Cookie, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await browser.Get("/api/v1/whoami")).StatusCode);

        (await browser.Delete("/api/v1/sessions/current")).Dispose();
        Assert.Equal("__Host-ops_session=", browser.Cookie);
        Assert.Contains("secure", browser.SetCookie!, StringComparison.OrdinalIgnoreCase);   // browsers let go of such a cookie by no other
    }

    [Theory]
    [InlineData("ops_session={0}; {1}")]
    [InlineData("{1}; ops_session={0}")]
    [InlineData("ops_session={0}; ops_session=; ops_session=x=y; a=b; {1}; ops_session={0}")]
    [InlineData("__Host-ops_session={0}; {1}")]
    public async Task ACookieThatAnotherPortSetBesideItShutsNobodyOut(string cookies)
    {
        using var browser = await Browser.LoggedIn(world);
        using var client = world.Client(token: null);
        var foreign = OrleansOps.Access.SessionSecret.New().Reveal();
        client.DefaultRequestHeaders.Add("Cookie", string.Format(System.Globalization.CultureInfo.InvariantCulture, cookies, foreign, browser.Cookie));

        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/api/v1/whoami")).StatusCode);
        using var change = await client.DeleteAsync("/api/v1/sessions/current");
        await change.IsProblem(HttpStatusCode.Forbidden, "cross-site");   // still a change by cookie
    }

    [Fact]
    public async Task ManyCookiesCostAFewLookups()
    {
        await using var alone = await GatewayWorld.Start("--Gateway:Access:WrongTokens=9", "--Gateway:Access:WrongTokenEvery=01:00:00");
        using var browser = await Browser.LoggedIn(alone);
        using var client = alone.Client(token: null);
        string[] foreign = [.. Enumerable.Range(0, 20).Select(_ => $"ops_session={OrleansOps.Access.SessionSecret.New().Reveal()}")];
        client.DefaultRequestHeaders.Add("Cookie", string.Join("; ", foreign));
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync("/api/v1/whoami")).StatusCode);   // eight guesses of nine
        Assert.Equal(HttpStatusCode.TooManyRequests, (await client.GetAsync("/api/v1/whoami")).StatusCode);

        (await browser.Get("/api/v1/whoami")).Dispose();
        using var both = alone.Client(token: null);
        both.DefaultRequestHeaders.Add("Cookie", string.Join("; ", [.. foreign, browser.Cookie!]));
        Assert.Equal(HttpStatusCode.OK, (await both.GetAsync("/api/v1/whoami")).StatusCode);   // one that is known comes first
    }

    [Fact]
    public async Task SessionsOfARevokedTokenLeaveTheListWithIt()
    {
        using var created = await world.Operator.PostAsJsonAsync("/api/v1/tokens", new { name = "eve" });
        var token = await created.Json();
        using var first = await Browser.LoggedIn(world, token["token"]!.GetValue<string>());
        using var second = await Browser.LoggedIn(world, token["token"]!.GetValue<string>());
        Assert.Equal(2, await SessionsOf("eve"));

        using var revoked = await world.Operator.DeleteAsync($"/api/v1/tokens/{token["id"]}");
        Assert.Equal(0, await SessionsOf("eve"));
    }

    private async Task<int> SessionsOf(string name)
    {
        using var list = await world.Operator.GetAsync("/api/v1/sessions");
        return (await list.Json())["items"]!.AsArray().Count(session => session!["name"]!.GetValue<string>() == name);
    }

    [Theory]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    [InlineData("Sec-Fetch-Site", "none")]
    [InlineData("Origin", "https://elsewhere.example")]
    [InlineData("Origin", "null")]
    [InlineData("X-Nothing", "said")]
    public async Task AChangeFromAnotherSiteIsRefused(string header, string value)
    {
        using var browser = await Browser.LoggedIn(world);
        using var task = await browser.Send(HttpMethod.Put, "/api/v1/tasks/forged", JsonContent.Create(Some.Task("web-1")), (header, value));
        using var end = await browser.Delete("/api/v1/sessions/current", (header, value));
        using var read = await browser.Get("/api/v1/whoami", (header, value));

        await task.IsProblem(HttpStatusCode.Forbidden, "cross-site");
        await end.IsProblem(HttpStatusCode.Forbidden, "cross-site");
        Assert.Equal(HttpStatusCode.OK, read.StatusCode);
    }

    [Fact]
    public async Task AChangeFromOurOwnPageIsDone()
    {
        using var browser = await Browser.LoggedIn(world);
        using var byFetchSite = await browser.Send(
            HttpMethod.Post, "/api/v1/join-tokens", JsonContent.Create(new { uses = 1 }), ("Sec-Fetch-Site", "same-origin"));
        using var byOrigin = await browser.Send(
            HttpMethod.Post, "/api/v1/join-tokens", JsonContent.Create(new { uses = 1 }), ("Origin", $"http://{world.Address.Authority}"));

        Assert.Equal(HttpStatusCode.Created, byFetchSite.StatusCode);
        Assert.Equal(HttpStatusCode.Created, byOrigin.StatusCode);
    }

    [Fact]
    public async Task AnotherSiteLogsNobodyIn()
    {
        using var browser = new Browser(world);
        using var answer = await browser.LogIn(world.AdminToken, ("Origin", "https://elsewhere.example"));

        await answer.IsProblem(HttpStatusCode.Forbidden, "cross-site");
        Assert.Null(browser.SetCookie);
    }

    [Fact]
    public async Task AfterTheLogoutTheCookieOpensNothing()
    {
        using var browser = await Browser.LoggedIn(world);
        using var copy = browser.Copy();
        using var before = await copy.Get("/api/v1/whoami");
        using var logout = await browser.Delete("/api/v1/sessions/current");
        using var after = await copy.Get("/api/v1/whoami");

        Assert.Equal(HttpStatusCode.OK, before.StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, logout.StatusCode);
        Assert.Equal("ops_session=", browser.Cookie);
        await after.IsProblem(HttpStatusCode.Unauthorized, "session-over");
    }

    [Fact]
    public async Task ASessionIsListedAndEndedFromElsewhere()
    {
        using var browser = await Browser.LoggedIn(world);
        using var other = await Browser.LoggedIn(world);
        using var list = await browser.Get("/api/v1/sessions");
        var sessions = (await list.Json())["items"]!.AsArray();
        var current = Id(sessions.Single(session => session!["current"]!.GetValue<bool>())!);
        var others = sessions.Where(session => !session!["current"]!.GetValue<bool>()).Select(session => Id(session!)).ToList();
        Assert.NotEmpty(others);

        foreach (var id in others)
        {
            using var end = await browser.Delete($"/api/v1/sessions/{id}");
            Assert.Equal(HttpStatusCode.NoContent, end.StatusCode);
        }

        using var left = await browser.Get("/api/v1/sessions");
        using var refused = await other.Get("/api/v1/whoami");
        Assert.Equal([current], (await left.Json())["items"]!.AsArray().Select(session => Id(session!)));
        await refused.IsProblem(HttpStatusCode.Unauthorized, "session-over");
    }

    [Fact]
    public async Task ASessionDiesWithItsToken()
    {
        using var created = await world.Operator.PostAsJsonAsync("/api/v1/tokens", new { name = "ada" });
        var token = await created.Json();
        using var browser = await Browser.LoggedIn(world, token["token"]!.GetValue<string>());
        using var before = await browser.Get("/api/v1/whoami");

        using var revoked = await world.Operator.DeleteAsync($"/api/v1/tokens/{token["id"]}");
        using var after = await browser.Get("/api/v1/whoami");

        Assert.Equal("ada", (await before.Json())["name"]!.GetValue<string>());
        await after.IsProblem(HttpStatusCode.Unauthorized, "session-over");
        Assert.Equal("ops_session=", browser.Cookie);
    }

    [Fact]
    public async Task ATokenRevokedElsewhereEndsItsSessionsWithinFiveSeconds()
    {
        using var created = await world.Operator.PostAsJsonAsync("/api/v1/tokens", new { name = "bob" });
        var token = await created.Json();
        using var browser = await Browser.LoggedIn(world, token["token"]!.GetValue<string>());
        (await browser.Get("/api/v1/whoami")).Dispose();

        await world.Grains.GetGrain<OrleansOps.Access.ITokenGrain>(token["id"]!.GetValue<string>()).Revoke();   // not through this gateway

        await Eventually.Get(() => browser.Get("/api/v1/whoami"), answer => answer.StatusCode == HttpStatusCode.Unauthorized, "the session is refused");
    }

    [Theory]
    [InlineData("ops_admin_aaaaaaaaaaaaaaaa_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", HttpStatusCode.Unauthorized, "wrong-token")]
    [InlineData("hunter2", HttpStatusCode.Unauthorized, "wrong-token")]
    [InlineData("", HttpStatusCode.BadRequest, "missing-field")]
    [InlineData(null, HttpStatusCode.BadRequest, "missing-field")]
    public async Task WhatIsNoTokenLogsNobodyIn(string? token, HttpStatusCode status, string code)
    {
        using var browser = new Browser(world);
        using var answer = await browser.LogIn(token);

        await answer.IsProblem(status, code);
        Assert.Null(browser.SetCookie);
    }

    [Fact]
    public async Task TheTokenOfAnotherKindLogsNobodyIn()
    {
        using var browser = new Browser(world);
        using var join = await browser.LogIn(await world.JoinToken());
        using var agent = await browser.LogIn((await world.Enrol("browser")).Token);

        await join.IsProblem(HttpStatusCode.Forbidden, "wrong-token-kind");
        await agent.IsProblem(HttpStatusCode.Forbidden, "wrong-token-kind");
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("aaaaaaaaaaaaaaaa_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    public async Task AnInventedCookieOpensNothing(string cookie)
    {
        using var client = world.Client(token: null);
        client.DefaultRequestHeaders.Add("Cookie", $"ops_session={cookie}");
        using var answer = await client.GetAsync("/api/v1/whoami");

        await answer.IsProblem(HttpStatusCode.Unauthorized, "session-over");
    }

    [Fact]
    public async Task TheCookieOpensNoDoorOfAgents()
    {
        using var browser = await Browser.LoggedIn(world);
        using var hub = await browser.Get("/hubs/agent");

        await hub.IsProblem(HttpStatusCode.Forbidden, "wrong-token-kind");
    }

    [Fact]
    public async Task LoggingOutWithATokenSaysWhatToDoInstead()
    {
        using var answer = await world.Operator.DeleteAsync("/api/v1/sessions/current");
        using var unknown = await world.Operator.DeleteAsync("/api/v1/sessions/nobody");

        await answer.IsProblem(HttpStatusCode.NotFound, "no-session");
        await unknown.IsProblem(HttpStatusCode.NotFound, "unknown-session");
    }

    private static string Id(JsonNode session) => session["id"]!.GetValue<string>();
}
