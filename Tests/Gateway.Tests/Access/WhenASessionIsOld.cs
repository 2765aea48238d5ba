using System.Net;
using OrleansOps.Tests.Gateway.World;

namespace OrleansOps.Tests.Gateway.Access;

public sealed class WhenASessionIsOld
{
    [Theory]
    [InlineData("--Sessions:Idle=00:00:01")]
    [InlineData("--Sessions:Longest=00:00:01")]
    public async Task ItIsOverAndItsListForgetsIt(string setting)
    {
        await using var world = await GatewayWorld.Start(setting, "--Gateway:Access:TrustFor=00:00:00");
        using var browser = await Browser.LoggedIn(world);

        await Eventually.Get(ListOfTheOperator, count => count == 0, "the session is over");
        using var answer = await browser.Get("/api/v1/whoami");

        await answer.IsProblem(HttpStatusCode.Unauthorized, "session-over");

        async Task<int> ListOfTheOperator()
        {
            using var list = await world.Operator.GetAsync("/api/v1/sessions");
            return (await list.Json())["items"]!.AsArray().Count;
        }
    }

    [Fact]
    public async Task OneTooManyEndsTheOneThatWasNotUsedForLongest()
    {
        await using var world = await GatewayWorld.Start("--Sessions:Most=2", "--Gateway:Access:TrustFor=00:00:00");
        using var first = await Browser.LoggedIn(world);
        using var second = await Browser.LoggedIn(world);
        (await first.Get("/api/v1/whoami")).Dispose();

        using var third = await Browser.LoggedIn(world);

        using var used = await first.Get("/api/v1/whoami");
        using var unused = await second.Get("/api/v1/whoami");
        using var newest = await third.Get("/api/v1/whoami");
        Assert.Equal(HttpStatusCode.OK, used.StatusCode);
        await unused.IsProblem(HttpStatusCode.Unauthorized, "session-over");
        Assert.Equal(HttpStatusCode.OK, newest.StatusCode);
    }

    [Fact]
    public async Task GuessingCookiesMustWaitAndTheHolderNeedNot()
    {
        await using var world = await GatewayWorld.Start("--Gateway:Access:WrongTokens=3", "--Gateway:Access:WrongTokenEvery=01:00:00");
        using var browser = await Browser.LoggedIn(world);
        (await browser.Get("/api/v1/whoami")).Dispose();
        using var guesser = world.Client(token: null);
        var answers = new List<HttpStatusCode>();
        for (var guess = 0; guess < 5; guess++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/whoami");
            request.Headers.Add("Cookie", $"ops_session=aaaaaaaaaaaaaaa{guess}_{new string('a', 43)}");
            using var answer = await guesser.SendAsync(request);
            answers.Add(answer.StatusCode);
        }

        using var newcomer = new Browser(world);
        using var login = await newcomer.LogIn($"ops_admin_{new string('a', 16)}_{new string('a', 43)}");
        using var holder = await browser.Get("/api/v1/whoami");
        Assert.Equal(HttpStatusCode.Unauthorized, answers[0]);
        Assert.Equal(HttpStatusCode.TooManyRequests, answers[^1]);
        await login.IsProblem(HttpStatusCode.TooManyRequests, "too-many-wrong-tokens");
        Assert.Equal(HttpStatusCode.OK, holder.StatusCode);
    }
}
