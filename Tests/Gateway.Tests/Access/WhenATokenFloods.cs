using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using OrleansOps.Protocol;
using OrleansOps.Tests.Gateway.World;

namespace OrleansOps.Tests.Gateway.Access;

/// <summary>Far more requests than a script makes, by one token. Everybody else is served meanwhile.</summary>
public sealed class WhenATokenFloods : IAsyncLifetime
{
    private const string Limit = "--Gateway:Access:RequestsPerSecond=50";

    private GatewayWorld _world = null!;

    public async Task InitializeAsync() => _world = await GatewayWorld.Start(Limit);

    public Task DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task TenThousandCancelsAreBoundedAndNobodyElseWaits()
    {
        var agent = await _world.ConnectAgent("flooded");
        using var created = await _world.Submit("flooded", Some.Task("flooded"));
        var order = await agent.NextOrder();
        await agent.Accept(order);
        using var wild = await AnotherOperator();

        var flood = Flood(10_000, wild, client => client.PostAsync("/api/v1/tasks/flooded/cancel", content: null));
        var meanwhile = 0;
        do
        {
            using var answer = await _world.Operator.GetAsync("/api/v1/tasks/flooded").Within("another operator is answered");
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            await agent.Send(nameof(IAgentHub.Heartbeat), Some.Heartbeat);
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System);   // its own requests stay within its measure
            meanwhile++;
        }
        while (!flood.IsCompleted);

        var answers = await flood.Within("every request of the flood is answered");
        Assert.True(answers.GetValueOrDefault(HttpStatusCode.TooManyRequests) > 1_000, Counts(answers));
        Assert.True(answers.GetValueOrDefault(HttpStatusCode.Accepted) >= 50, Counts(answers));
        Assert.Equal(10_000, answers.Values.Sum());
        Assert.Equal(2, answers.Count);
        Assert.True(meanwhile > 0);
        Assert.Equal("flooded", (await agent.NextCancel()).TaskId);
        await agent.Send(nameof(IAgentHub.Heartbeat), Some.Heartbeat);   // the agent is still connected
    }

    [Fact]
    public async Task ARefusalNamesTheLimitAndWhenToComeBack()
    {
        using var wild = await AnotherOperator();
        using var refused = await Refused(() => wild.GetAsync("/api/v1/whoami"));

        var problem = await refused.IsProblem(HttpStatusCode.TooManyRequests, "too-many-requests");
        Assert.Contains("50 requests a second", problem["detail"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Contains("Gateway:Access:RequestsPerSecond", problem["detail"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.True(refused.Headers.RetryAfter?.Delta > TimeSpan.Zero);
        Assert.Equal(HttpStatusCode.OK, (await Eventually.Get(() => wild.GetAsync("/api/v1/whoami"), answer => answer.IsSuccessStatusCode, "it is let in again")).StatusCode);
    }

    [Fact]
    public async Task AFloodOfEnrolmentsIsBoundedByItsJoinToken()
    {
        using var wild = _world.Client(await _world.JoinToken(new { uses = 10_000 }));
        var same = new EnrolRequest("flood", new Dictionary<string, string>(), "the-same-request");

        var answers = await Flood(2_000, wild, client => client.PostAsJsonAsync("/api/v1/agents/register", same, ProtocolJson.Default.EnrolRequest))
            .Within("every request of the flood is answered");

        Assert.True(answers.GetValueOrDefault(HttpStatusCode.TooManyRequests) > 100, Counts(answers));
        Assert.Equal(HttpStatusCode.OK, (await _world.Operator.GetAsync("/api/v1/whoami")).StatusCode);
        await _world.ConnectAgent("another");   // with a join token of its own
    }

    private async Task<HttpClient> AnotherOperator()
    {
        using var created = await _world.Operator.PostAsJsonAsync("/api/v1/tokens", new { name = "wild" });
        return _world.Client((await created.Json())["token"]!.GetValue<string>());
    }

    private static async Task<Dictionary<HttpStatusCode, int>> Flood(int requests, HttpClient client, Func<HttpClient, Task<HttpResponseMessage>> send)
    {
        var answers = new Dictionary<HttpStatusCode, int>();
        foreach (var burst in Enumerable.Range(0, requests).Chunk(500))
        {
            foreach (var answer in await Task.WhenAll(burst.Select(_ => send(client))))
            {
                answers[answer.StatusCode] = answers.GetValueOrDefault(answer.StatusCode) + 1;
                answer.Dispose();
            }
        }

        return answers;
    }

    private static Task<HttpResponseMessage> Refused(Func<Task<HttpResponseMessage>> send) =>
        Eventually.Get(
            async () => (await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => send()))).MaxBy(answer => (int)answer.StatusCode)!,
            answer => !answer.IsSuccessStatusCode,
            "more than the limit is refused");

    private static string Counts(Dictionary<HttpStatusCode, int> answers) =>
        string.Join(", ", answers.Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Value} x {pair.Key}")));
}
