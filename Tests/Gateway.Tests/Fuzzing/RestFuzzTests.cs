using System.Net;
using System.Net.Http.Headers;
using OrleansOps.Tests.Gateway.World;
using Xunit.Abstractions;

namespace OrleansOps.Tests.Gateway.Fuzzing;

/// <summary>Bodies and places in lists near what is right: each is taken or refused, nothing of it fails, and what is refused leaves nothing behind.</summary>
public sealed class RestFuzzTests(ITestOutputHelper output)
{
    private const string Task = """
        {"agent":"AGENT","name":"n","kind":"bash","script":"echo","argv":["a","b"],"env":{"A":"1","B":"2"},"workingDirectory":"/srv","stdin":"in","timeoutSeconds":60,"queueSeconds":60,
         "grace":{"interruptSeconds":1,"terminateSeconds":2.5},"logCapBytes":65536,"keepSeconds":86400,"onLost":"retry","labels":{"team":"a"},"unixLineEnds":true,"tty":{"columns":80,"rows":24}}
        """;

    private const string Token = """{"name":"t","expiresInSeconds":3600}""";
    private const string Join = """{"labels":{"site":"b"},"maxUses":2,"expiresInSeconds":3600,"trustHostLabels":true}""";
    private const string Host = """{"name":"NAME","labels":{"role":"web","old":null}}""";
    private const string Login = """{"token":"ops_admin_aaaaaaaaaaaaaaaa_bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"}""";

    private static readonly string[] Cursors = ["/api/v1/tasks?cursor=1764400000000.task-1", "/api/v1/audit?cursor=1764400000000-12-1", "/api/v1/tasks/t/log?from=12&limit=10", "/api/v1/audit?since=2026-11-29T10:00:00Z&limit=5"];

    [Fact]
    public async Task AnyBody_IsTakenOrRefused_AndWhatIsRefusedLeavesNothing()
    {
        await using var world = await GatewayWorld.Start("--Gateway:Access:RequestsPerSecond=1000000");
        await using var agent = await world.ConnectAgent("fuzz-host");
        var (taken, number) = (0, 0);

        var inputs = await Fuzz.Run(async random =>
        {
            var id = $"fuzz-{++number}";
            var (method, path, body) = random.Next(6) switch
            {
                0 => (HttpMethod.Post, "/api/v1/tokens", Token),
                1 => (HttpMethod.Post, "/api/v1/join-tokens", Join),
                2 => (HttpMethod.Patch, $"/api/v1/agents/{agent.Id}", Host.Replace("NAME", "fuzz-host", StringComparison.Ordinal)),
                3 => (HttpMethod.Post, "/api/v1/session", Login),
                _ => (HttpMethod.Put, $"/api/v1/tasks/{id}", Task.Replace("AGENT", agent.Id, StringComparison.Ordinal)),
            };
            using var request = new HttpRequestMessage(method, path) { Content = new ByteArrayContent(Damage.Json(body, random)) };
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            using var answer = await world.Operator.SendAsync(request).Within($"{method} {path} is answered");

            Assert.True((int)answer.StatusCode < 500, $"{method} {path}: {answer.StatusCode} for {await request.Content.ReadAsStringAsync()}");
            if (method == HttpMethod.Put)
            {
                await Check(world, id, answer);
            }

            taken += answer.IsSuccessStatusCode ? 1 : 0;
        });

        output.WriteLine($"{inputs} inputs, {taken} of them taken.");
        Assert.InRange(taken, 1, inputs - 1);   // else it is not near what is right
    }

    [Fact]
    public async Task AnyPlaceInAList_IsTakenOrRefused()
    {
        await using var world = await GatewayWorld.Start("--Gateway:Access:RequestsPerSecond=1000000");
        using var task = await world.Submit("t", Some.Task((await world.Enrol("fuzz-lists")).AgentId));

        var inputs = await Fuzz.Run(async random =>
        {
            var (path, query) = Cursors[random.Next(Cursors.Length)].Split('?') is [var before, var after] ? (before, after) : throw new FormatException();
            var damaged = string.Join('&', query.Split('&').Select(pair => pair.Split('=')).Select(pair => $"{pair[0]}={Uri.EscapeDataString(Damage.Text(pair[1], random))}"));
            using var answer = await world.Operator.GetAsync($"{path}?{damaged}").Within($"{path}?{damaged} is answered");

            Assert.True((int)answer.StatusCode < 500, $"{path}?{damaged}: {answer.StatusCode}");
        });

        output.WriteLine($"{inputs} inputs.");
    }

    /// <summary>What was taken is there, and goes again, so that a long run does not fill the store; what was refused is not there.</summary>
    private static async Task Check(GatewayWorld world, string id, HttpResponseMessage answer)
    {
        using var stored = await world.Operator.GetAsync($"/api/v1/tasks/{id}");
        Assert.Equal(answer.IsSuccessStatusCode ? HttpStatusCode.OK : HttpStatusCode.NotFound, stored.StatusCode);
        if (answer.IsSuccessStatusCode)
        {
            using var cancelled = await world.Operator.PostAsync($"/api/v1/tasks/{id}/cancel", null);
            Assert.True(cancelled.IsSuccessStatusCode, $"cancel {id}: {cancelled.StatusCode}");
        }
    }
}
