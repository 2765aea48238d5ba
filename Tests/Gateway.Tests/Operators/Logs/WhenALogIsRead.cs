using Microsoft.AspNetCore.SignalR.Client;
using OrleansOps.Protocol;
using OrleansOps.Tests.Gateway.World;

namespace OrleansOps.Tests.Gateway.Operators.Logs;

public sealed class WhenALogIsRead(GatewayWorld world) : IClassFixture<GatewayWorld>
{
    [Fact]
    public async Task ItIsReadFromAnyRecordOn()
    {
        var (agent, order) = await Running("read-1");
        await agent.Log(order, "a\nb\nc\n");
        await agent.Send(nameof(IAgentHub.Log), Some.RawBatch(order, "oops\n"u8.ToArray(), seq: 4, offset: 0, LogStream.Stderr));
        await agent.NextMark();

        var page = await Read("read-1", "from=2&limit=2");
        Assert.Equal([2L, 3L], page["records"]!.AsArray().Select(record => record!["seq"]!.GetValue<long>()));
        Assert.Equal(4, page["nextSeq"]!.GetValue<long>());
        Assert.False(page["complete"]!.GetValue<bool>());

        var errors = await Read("read-1", "stream=stderr");
        Assert.Equal("oops\n", Assert.Single(errors["records"]!.AsArray())!["text"]!.GetValue<string>());
        Assert.Equal(5, errors["nextSeq"]!.GetValue<long>());

        await agent.End(order, stdoutBytes: 6);
        await agent.End(order, stdoutBytes: 6);
        Assert.True((await Read("read-1", "from=5"))["complete"]!.GetValue<bool>());
    }

    [Fact]
    public async Task BytesThatAreNoTextAreKeptAndShown()
    {
        var (agent, order) = await Running("read-2");
        byte[] gbk = [0xD6, 0xD0, 0xCE, 0xC4, (byte)'\n'];   // 中文 in GB18030
        await agent.Send(nameof(IAgentHub.Log), Some.RawBatch(order, gbk, seq: 1, offset: 0));
        await agent.NextMark();

        var utf8 = Assert.Single((await Read("read-2", ""))["records"]!.AsArray())!;
        var chinese = Assert.Single((await Read("read-2", "encoding=gb18030"))["records"]!.AsArray())!;
        var raw = await world.Operator.GetByteArrayAsync("/api/v1/tasks/read-2/log/raw");

        Assert.Contains('\uFFFD', utf8["text"]!.GetValue<string>());
        Assert.Equal(gbk, Convert.FromBase64String(utf8["base64"]!.GetValue<string>()));
        Assert.Equal("中文\n", chinese["text"]!.GetValue<string>());
        Assert.Equal(gbk, raw);
    }

    [Fact]
    public async Task TextStaysAsItIsInJson()
    {
        var (agent, order) = await Running("read-3");
        await agent.Log(order, "<b>中文 \u001b[31mred\u001b[0m & 😀\n");

        var body = await world.Operator.GetStringAsync("/api/v1/tasks/read-3/log");

        Assert.Contains("<b>中文 \\u001B[31mred\\u001B[0m & ", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheRawLogIsWhole()
    {
        var (agent, order) = await Running("read-4");
        var text = string.Concat(Enumerable.Range(1, 2_000).Select(i => $"line {i} of many\n"));
        var (seq, offset) = (1L, 0L);
        foreach (var part in text.Chunk(8_000).Select(chunk => new string(chunk)))
        {
            var mark = await agent.Log(order, part, seq, offset);
            Assert.Null(mark.Problem);
            (seq, offset) = (mark.NextSeq, mark.StdoutOffset);
        }

        Assert.Equal(text, await world.Operator.GetStringAsync("/api/v1/tasks/read-4/log/raw?stream=stdout"));
        Assert.Equal("", await world.Operator.GetStringAsync("/api/v1/tasks/read-4/log/raw?stream=stderr"));
    }

    [Fact]
    public async Task AGapIsRefusedWithTheMarkAndNothingIsStored()
    {
        var (agent, order) = await Running("read-5");
        await agent.Log(order, "one\n");

        var gap = await agent.Log(order, "three\n", seq: 3, offset: 8);
        Assert.Equal((2, 4), (gap.NextSeq, gap.StdoutOffset));
        Assert.NotNull(gap.Problem);
        var wrongOffset = await agent.Log(order, "two\n", seq: 2, offset: 5);
        Assert.NotNull(wrongOffset.Problem);
        var repeated = await agent.Log(order, "one\n");
        Assert.Equal((2, null), (repeated.NextSeq, repeated.Problem));

        var records = (await Read("read-5", ""))["records"]!.AsArray();
        Assert.Equal("one\n", Assert.Single(records)!["text"]!.GetValue<string>());
    }

    [Fact]
    public async Task TheAgentLearnsWhereToGoOn()
    {
        var (agent, order) = await Running("read-6");
        await agent.Log(order, "one\ntwo\n");

        var mark = await agent.Hub.InvokeAsync<LogMark>(nameof(IAgentHub.ResumeLog), new LogQuestion(order.TaskId, order.Attempt));

        Assert.Equal((3, 8, 0), (mark.NextSeq, mark.StdoutOffset, mark.StderrOffset));
    }

    [Fact]
    public async Task ATaskOfAnotherAgentIsNotWrittenTo()
    {
        var (_, order) = await Running("read-7");
        var other = await world.ConnectAgent("read-7-other");

        var mark = await other.Log(order, "mine\n");

        Assert.NotNull(mark.Problem);
        Assert.Empty((await Read("read-7", ""))["records"]!.AsArray());
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

    private async Task<System.Text.Json.Nodes.JsonNode> Read(string id, string query)
    {
        using var answer = await world.Operator.GetAsync($"/api/v1/tasks/{id}/log?{query}");
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return await answer.Json();
    }
}
