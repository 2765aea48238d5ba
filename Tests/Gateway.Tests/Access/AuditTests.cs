using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using OrleansOps.Tests.Gateway.World;

namespace OrleansOps.Tests.Gateway.Access;

/// <summary>Who changed what can be read afterwards.</summary>
public sealed class AuditTests(GatewayWorld world) : IClassFixture<GatewayWorld>
{
    /// <summary>What changes nothing that an operator would ask about, and why.</summary>
    private static readonly Dictionary<string, string> Exceptions = new(StringComparer.Ordinal)
    {
        ["POST /api/v1/transfers/uploads"] = "what a task brings stands in the task, which is in the trail",
        ["PATCH /api/v1/transfers/uploads/{id}"] = "the same",
        ["PUT /api/v1/terraform/execution/{id}/{run}/changes"] = "what a run's host brings stands in the run, which is in the trail; to operators this door is closed",
        ["PUT /api/v1/terraform/execution/{id}/{run}/plan"] = "the same",
        ["POST /api/v1/workflows/check"] = "says what would be done, and does nothing",
        ["POST /api/v1/schedules/preview"] = "the same",
        ["POST /api/v1/command-rules/test"] = "the same",
        ["PUT /api/v1/tasks/{id}/terminal"] = "changes how a terminal is shown; that somebody types stands in the trail",
        ["POST /api/agents/register"] = "an S1 agent that is enrolled already says that it is there; nothing is stored",
        ["POST /hubs/agent/negotiate"] = "an agent's connection stands in the host's own events",
        ["POST /api/agents/{id}/tasks"] = "wants a signature: WhenAControlPlaneGivesTasks.TheTrailSaysThatAControlPlaneDidIt_AndWhatWasRefused",
        ["POST /api/agents/{id}/tasks/batch"] = "wants a signature, as the one before",
        ["POST /api/agents/{id}/tasks/{taskId}/cancel"] = "wants a signature, as the one before",
        ["POST /api/agents/{id}/tasks/cancel/batch"] = "wants a signature, as the one before",
        ["POST /api/agents/{id}/control"] = "changes nothing, it says what to do instead",
        ["POST /api/agents/{id}/upgrade"] = "changes nothing, as the one before",
        ["POST /api/self/control"] = "changes nothing, as the one before",
        ["POST /api/self/upgrade"] = "changes nothing, as the one before",
    };

    [Fact]
    public async Task EveryEndpointThatChangesSomethingLeavesAnEvent()
    {
        var changing = world.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .SelectMany(endpoint => (endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? []).Select(method => (
                Method: method, Path: "/" + endpoint.RoutePattern.RawText!.Trim('/'), Name: endpoint.Metadata.GetMetadata<IEndpointNameMetadata>()?.EndpointName)))
            .Where(door => door.Method is not ("GET" or "HEAD" or "OPTIONS") && !Exceptions.ContainsKey($"{door.Method} {door.Path}"))
            .ToList();
        Assert.True(changing.Count >= 12, $"There are only {changing.Count}.");
        using var browser = await Browser.LoggedIn(world);
        await world.Enrol("walk");
        foreach (var door in changing.Where(door => door.Name is not ("registerAgent" or "createSession" or "endCurrentSession")))
        {
            using var request = new HttpRequestMessage(new HttpMethod(door.Method), door.Path.Replace("{id}", "walk", StringComparison.Ordinal));
            request.Content = door.Method is "DELETE" ? null : JsonContent.Create(new { });
            using var answer = await world.Operator.SendAsync(request);
        }

        using var logout = await browser.Delete("/api/v1/sessions/current");

        var events = await Events("limit=500");
        var missing = changing.Where(door => !events.Any(happened => string.Equals(Text(happened!, "action"), door.Name, StringComparison.Ordinal)));
        Assert.Empty(missing.Select(door => $"{door.Method} {door.Path} ({door.Name})"));
    }

    [Fact]
    public async Task AnEventSaysWhoFromWhereWhatAndHowItEnded()
    {
        using var made = await world.Operator.PostAsJsonAsync("/api/v1/tokens", new { name = "twin" });
        var ada = await made.Json();
        using var twin = world.Client(Text(ada, "token"));
        using var second = await twin.PostAsJsonAsync("/api/v1/tokens", new { name = "twin" });
        var other = await second.Json();
        using var refused = await twin.PostAsJsonAsync("/api/v1/tokens", new { name = "" });

        var done = (await Events($"target={Text(other, "id")}")).Single()!;
        Assert.Equal(("createToken", "twin", Text(ada, "id"), "127.0.0.1", "done"), (Text(done, "action"), Text(done, "name"), Text(done, "tokenId"), Text(done, "from"), Text(done, "outcome")));
        Assert.Equal("refused", Text((await Events($"by={Text(ada, "id")}&limit=1")).Single()!, "outcome"));
        using var list = await world.Operator.GetAsync("/api/v1/tokens");
        var listed = (await list.Json())["items"]!.AsArray().Single(token => Text(token!, "id") == Text(other, "id"));
        Assert.Equal(("twin", Text(ada, "id")), (Text(listed!, "createdBy"), Text(listed!, "createdById")));
    }

    [Fact]
    public async Task ABrowsersChangeNamesItsSessionAndATaskItsSubmittersToken()
    {
        using var browser = await Browser.LoggedIn(world);
        var agent = await world.Enrol("audited");
        using var submitted = await browser.Send(
            HttpMethod.Put, "/api/v1/tasks/audited-1", JsonContent.Create(Some.Task("audited")), ("Sec-Fetch-Site", "same-origin"));
        var task = await submitted.Json();
        using var drained = await browser.Send(HttpMethod.Post, "/api/v1/agents/audited/drain", content: null, ("Sec-Fetch-Site", "same-origin"));

        var login = (await Events("action=createSession&limit=1")).Single()!;
        var session = browser.Cookie!.Split('=', 2)[1].Split('_')[0];
        Assert.Equal((session, "first-admin", session), (Text(login, "target"), Text(login, "name"), Text(login, "sessionId")));
        var submission = (await Events("target=audited-1")).Single()!;
        Assert.Equal(("submitTask", "on audited", session), (Text(submission, "action"), Text(submission, "detail"), Text(submission, "sessionId")));
        Assert.Equal(Text(submission, "tokenId"), Text(task, "submittedById"));
        Assert.Contains(await Events($"target={agent.AgentId}"), happened => Text(happened!, "action") == "drainAgent" && Text(happened!, "detail") == "audited");
    }

    [Fact]
    public async Task WhoIsNoOperatorCannotFillItWithWhatIsRefused()
    {
        using var joiner = world.Client(await world.JoinToken());
        using var refused = await joiner.PostAsJsonAsync("/api/v1/agents/register", new { name = "", labels = new { }, requestId = "r" });
        using var login = await world.Stranger.PostAsJsonAsync("/api/v1/sessions", new { token = $"ops_admin_{new string('a', 16)}_{new string('a', 43)}" });

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, login.StatusCode);
        Assert.DoesNotContain(await Events("limit=500"), happened => Text(happened!, "outcome") == "refused" && Text(happened!, "action") is "registerAgent" or "createSession" && Text(happened!, "outcome") != "done");
    }

    [Fact]
    public async Task PagesFollowEachOther()
    {
        for (var i = 0; i < 5; i++)
        {
            (await world.Operator.PostAsJsonAsync("/api/v1/tokens", new { name = "paged" })).Dispose();
        }

        var names = new List<string?>();
        string? cursor = null;
        do
        {
            using var answer = await world.Operator.GetAsync($"/api/v1/audit?action=createToken&limit=2{(cursor is null ? "" : "&cursor=" + cursor)}");
            var page = await answer.Json();
            names.AddRange(page["items"]!.AsArray().Select(happened => Text(happened!, "id")));
            cursor = (string?)page["nextCursor"];
        }
        while (cursor is not null);

        Assert.True(names.Count >= 6);
        Assert.Distinct(names);
        using var wrong = await world.Operator.GetAsync("/api/v1/audit?cursor=x%0A");
        await wrong.IsProblem(HttpStatusCode.BadRequest, "invalid-cursor");
    }

    private static string? Text(JsonNode node, string field) => (string?)node[field];

    private async Task<JsonArray> Events(string query)
    {
        using var answer = await world.Operator.GetAsync($"/api/v1/audit?{query}");
        return (await answer.Json())["items"]!.AsArray();
    }
}
