using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using OrleansOps.Operators.Logs;
using OrleansOps.Protocol;
using OrleansOps.Tests.Gateway.World;

namespace OrleansOps.Tests.Gateway.Operators.Logs;

public sealed class WhenALogIsSearched(GatewayWorld world) : IClassFixture<GatewayWorld>, IAsyncLifetime
{
    private readonly string _task = $"t-{Guid.NewGuid():N}";

    public async Task InitializeAsync()
    {
        var agent = await world.ConnectAgent($"web-{_task}");
        (await world.Submit(_task, Some.Task(agent.Id))).Dispose();
        var order = await agent.NextOrder();
        await agent.Accept(order);
        const string Out = "first line\nan Error here\nnothing\n\u001b[31mer\u001b[0mror in colour\n\u001b]0;error in a title\u0007plain\n";
        await agent.Log(order, Out);
        await agent.Send(nameof(IAgentHub.Log), Some.RawBatch(order, Encoding.UTF8.GetBytes("an error of stderr\n"), seq: 6, offset: 0, OrleansOps.Protocol.LogStream.Stderr));
        await agent.NextMark();
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Theory]
    [InlineData("q=error", "2,4,6")]
    [InlineData("q=error&case=true", "4,6")]
    [InlineData("q=Error&case=true", "2")]
    [InlineData("q=error&stream=stderr", "6")]
    [InlineData("q=error&from=3", "4,6")]
    [InlineData("q=title", "")]
    [InlineData("q=%5B31m", "")]
    [InlineData("q=line", "1")]
    [InlineData("q=%5Ean%20error&regex=true", "2,6")]
    [InlineData("q=%5Ean%20E&regex=true&case=true", "2")]
    [InlineData("q=(a%2B)%2B%24&regex=true", "")]
    [InlineData("q=colour%24&regex=true", "4")]
    [InlineData("q=.&regex=true&stream=stderr", "6")]
    public async Task ItsLinesAreFoundAsTheyAreSeen(string query, string expected)
    {
        var page = await Search(query);

        Assert.Equal(expected, string.Join(',', page["matches"]!.AsArray().Select(match => match!["seq"]!.GetValue<long>())));
        Assert.Null(page["next"]);
        Assert.Equal(6, page["searchedTo"]!.GetValue<long>());
    }

    [Fact]
    public async Task ALimitedSearchGoesOnWhereItStopped()
    {
        var first = await Search("q=error&limit=2");
        var rest = await Search($"q=error&limit=2&from={first["next"]}");

        Assert.Equal(5, first["next"]!.GetValue<long>());
        Assert.Equal("error in colour", first["matches"]![1]!["text"]!.GetValue<string>());
        Assert.Equal("stderr", Assert.Single(rest["matches"]!.AsArray())!["stream"]!.GetValue<string>());
        Assert.Null(rest["next"]);
    }

    [Theory]
    [InlineData("", "q")]
    [InlineData("q=", "q")]
    [InlineData("q=(&regex=true", "q")]
    [InlineData("q=(a)%5C1&regex=true", "q")]
    [InlineData("q=a&regex=yes", "regex")]
    [InlineData("q=a%0Ab", "q")]
    [InlineData("q=a&limit=1001", "limit")]
    [InlineData("q=a&case=yes", "case")]
    [InlineData("q=a&from=0", "from")]
    public async Task WhatIsWrongIsNamed(string query, string field)
    {
        using var answer = await world.Operator.GetAsync($"/api/v1/tasks/{_task}/log/search?{query}");

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.NotNull((await answer.Json())["errors"]![field]);
    }

    [Fact]
    public async Task AnUnknownTaskIsNotFound()
    {
        using var answer = await world.Operator.GetAsync("/api/v1/tasks/nobody/log/search?q=a");

        await answer.IsProblem(HttpStatusCode.NotFound, "unknown-task");
    }

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("\u001b[1;38;2;1;2;3mcolour\u001b[m", "colour")]
    [InlineData("\u001b]8;;http://x\u001b\\link\u001b]8;;\u001b\\", "link")]
    [InlineData("\u001b]0;never ended", "")]
    [InlineData("\u001bPdevice\u001b\\x\u001b(By\u001b7z", "xyz")]
    [InlineData("\u001b", "\u001b")]
    public void Plain_IsWhatIsSeen(string text, string expected) => Assert.Equal(expected, AnsiText.Plain(text));

    private async Task<JsonNode> Search(string query)
    {
        using var answer = await world.Operator.GetAsync($"/api/v1/tasks/{_task}/log/search?{query}");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Json();
    }
}
