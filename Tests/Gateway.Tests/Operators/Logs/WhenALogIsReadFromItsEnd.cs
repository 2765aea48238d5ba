using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using OrleansOps.Operators.Logs;
using OrleansOps.Protocol;
using OrleansOps.Tests.Gateway.World;
using LogStream = OrleansOps.Protocol.LogStream;

namespace OrleansOps.Tests.Gateway.Operators.Logs;

public sealed class WhenALogIsReadFromItsEnd(GatewayWorld world) : IClassFixture<GatewayWorld>
{
    private static readonly DateTimeOffset Start = new(2026, 1, 2, 3, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task TheLastRecordsOfAStreamAreThoseOfTheStream()
    {
        await Printed("tail-1", lines: 5_000, errorEvery: 1_000);

        Assert.Equal(["err 4000"], await Texts("tail-1", "tail=1&stream=stderr"));
        Assert.Equal(["err 3000", "err 4000"], await Texts("tail-1", "tail=2&stream=stderr"));
        Assert.Equal(5, (await Texts("tail-1", "tail=100&stream=stderr")).Count);
        Assert.Equal(["out 4998", "out 4999"], await Texts("tail-1", "tail=2"));
        Assert.Equal(["out 4998", "out 4999"], await Texts("tail-1", "tail=2&stream=stdout"));
        Assert.Empty(await Texts("tail-1", "tail=0"));
    }

    [Fact]
    public async Task TheFirstRecordSinceATimeIsFoundInsideItsBatch()
    {
        await Printed("since-1", lines: 100, errorEvery: 10);

        Assert.Equal(["out 97", "out 98", "out 99"], await Texts("since-1", $"since={Uri.EscapeDataString(Start.AddMinutes(97).ToString("O"))}"));
        Assert.Equal("out 55", (await Texts("since-1", "since=2026-01-02T03:54:30Z"))[0]);
        Assert.Equal(110, (await Texts("since-1", "since=2020-01-01T00:00:00Z")).Count);
        Assert.Empty(await Texts("since-1", "since=2030-01-01T00:00:00Z"));
        Assert.Equal(["out 99"], await Texts("since-1", "since=2026-01-02T03:54:30Z&tail=1"));
    }

    [Theory]
    [InlineData("from=1&tail=2", "from")]
    [InlineData("from=1&since=2026-01-02T03:54:30Z", "from")]
    [InlineData("tail=-1", "tail")]
    [InlineData("tail=1000001", "tail")]
    [InlineData("since=yesterday", "since")]
    public async Task WhatIsNoStartIsRefused(string query, string field)
    {
        using var answer = await world.Operator.GetAsync($"/api/v1/tasks/any/log?{query}");

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains($"'{field}'", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AStreamThatPrintedNothingIsLookedForInABoundedPart()
    {
        const int Batches = 600;
        var (agent, order) = await Running("bound-1");
        var batch = string.Concat(Enumerable.Repeat(new string('x', 1_023) + "\n", 64));
        await agent.LogMany(order, batch, records: 64, Batches);
        await agent.Send(nameof(IAgentHub.Log), Some.Batch(order, "late\n", (64 * Batches) + 1) with { Stream = LogStream.Stderr });
        await agent.NextMark();

        var first = await Read("bound-1", "stream=stderr");
        Assert.Empty(first["records"]!.AsArray());
        Assert.InRange(first["nextSeq"]!.GetValue<long>(), 32 * 1024, 34 * 1024);   // 32 MiB of lines of a KiB

        var second = await Read("bound-1", $"stream=stderr&from={first["nextSeq"]}");
        Assert.Equal("late\n", Assert.Single(second["records"]!.AsArray())!["text"]!.GetValue<string>());
    }

    [Fact]
    public async Task NobodyReadsOnForACallerWhoHasGone()
    {
        await Printed("gone-1", lines: 10, errorEvery: 5);
        var (reader, search) = (world.Services.GetRequiredService<LogReader>(), world.Services.GetRequiredService<LogSearch>());
        using var gone = new CancellationTokenSource();
        await gone.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reader.Read("gone-1", 1, 10, null, System.Text.Encoding.UTF8, gone.Token));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => search.Find("gone-1", new LogSearchQuery("x", true, null, 1, 10, null), gone.Token));
    }

    /// <summary>A line a minute, all in one batch, and now and then one of standard error after it.</summary>
    private async Task Printed(string id, int lines, int errorEvery)
    {
        var (agent, order) = await Running(id);
        var (seq, offset, errors) = (1L, 0L, 0L);
        for (var first = 0; first < lines; first += errorEvery)
        {
            var text = string.Concat(Enumerable.Range(first, errorEvery).Select(i => $"out {i}\n"));
            int[] times = [.. Enumerable.Range(0, Math.Min(errorEvery, 500)).SelectMany(i => (int[])[text.IndexOf($"out {first + i}\n", StringComparison.Ordinal), i * 60_000])];
            var error = $"err {first}\n";
            await agent.Send(nameof(IAgentHub.Log), Some.Batch(order, error, seq, errors) with { Stream = LogStream.Stderr, At = Start.AddMinutes(first) });
            await agent.Send(nameof(IAgentHub.Log), Some.Batch(order, text, seq + 1, offset) with { At = Start.AddMinutes(first), Times = times });
            (seq, offset, errors) = (seq + 1 + errorEvery, offset + text.Length, errors + error.Length);
            while ((await agent.NextMark()).NextSeq < seq)
            {
                // it is told of each batch, or of some of them
            }
        }
    }

    private async Task<(TestAgent Agent, RunTask Order)> Running(string id)
    {
        var agent = await world.ConnectAgent(id);
        using var created = await world.Submit(id, Some.Task(id));
        var order = await agent.NextOrder();
        await agent.Accept(order);
        await world.TaskWhen(id, "running");
        return (agent, order);
    }

    private async Task<List<string>> Texts(string id, string query) =>
        [.. (await Read(id, query))["records"]!.AsArray().Select(record => record!["text"]!.GetValue<string>().TrimEnd('\n'))];

    private async Task<JsonNode> Read(string id, string query)
    {
        using var answer = await world.Operator.GetAsync($"/api/v1/tasks/{id}/log?{query}");
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return await answer.Json();
    }
}
