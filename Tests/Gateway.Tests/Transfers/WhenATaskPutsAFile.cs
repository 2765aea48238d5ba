using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using OrleansOps.Protocol;
using OrleansOps.Tests.Gateway.Files;
using OrleansOps.Tests.Gateway.World;

namespace OrleansOps.Tests.Gateway.Transfers;

public sealed class WhenATaskPutsAFile(GatewayWorld world) : IClassFixture<GatewayWorld>
{
    [Fact]
    public async Task ItsHostReadsThatFileAndNoOther_AsLongAsItIsNotOver()
    {
        var bytes = SomeBytes.Of(2_000_000);
        var stored = await world.Operator.Put(bytes, "setup.tar");
        var other = await world.Operator.Put(SomeBytes.Of(10), "other");
        var agent = await world.ConnectAgent(world.NameOfItsOwn("put"));
        using var submitted = await world.Submit("put-1", new { agent = agent.Id, file = new { path = "/srv/", storedId = (string?)stored["id"] } });
        var order = await agent.NextOrder();
        var token = order.Secrets![FileDelivery.TokenSecret];
        using var host = world.Client(token);

        using var whole = await host.GetAsync(ProtocolVersion.TaskFilePath);
        using var rest = await host.SendAsync(new HttpRequestMessage(HttpMethod.Get, ProtocolVersion.TaskFilePath) { Headers = { Range = new RangeHeaderValue(1_500_000, null), IfRange = new RangeConditionHeaderValue($"\"{order.File!.StoredId}\"") } });
        using var store = await host.GetAsync($"/api/v1/files/{(string?)other["id"]}/content");
        using var tasks = await host.GetAsync("/api/v1/tasks");

        Assert.Equal(("/srv/", "setup.tar", 2_000_000L, TaskKind.File), (order.File.Path, order.File.Name, order.File.SizeBytes, order.Kind));
        Assert.Equal(bytes, await whole.Content.ReadAsByteArrayAsync());
        Assert.Equal($"\"{order.File.StoredId}\"", whole.Headers.ETag!.ToString());
        Assert.Equal(HttpStatusCode.PartialContent, rest.StatusCode);
        Assert.Equal(bytes[1_500_000..], await rest.Content.ReadAsByteArrayAsync());
        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized), (store.StatusCode, tasks.StatusCode));

        await agent.Accept(order);
        await agent.Send(nameof(IAgentHub.Ended), Some.Ended(order));
        await world.TaskWhen("put-1", "succeeded");
        using var late = await host.GetAsync(ProtocolVersion.TaskFilePath);
        Assert.Equal((HttpStatusCode.Forbidden, "task-over"), (late.StatusCode, (string?)(await late.Json())["code"]));
    }

    [Theory]
    [InlineData("put-2.1.0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("put-2.1")]
    [InlineData("..")]
    [InlineData("")]
    public async Task ATokenOfOnesOwnMakingOpensNothing(string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, ProtocolVersion.TaskFilePath);
        request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {token}");

        using var answer = await world.Stranger.SendAsync(request);

        Assert.Equal((HttpStatusCode.Unauthorized, "wrong-token"), (answer.StatusCode, (string?)(await answer.Json())["code"]));
    }

    [Fact]
    public async Task AnotherTasksTokenIsAnothers()
    {
        var stored = await world.Operator.Put(SomeBytes.Of(100), "one");
        var agent = await world.ConnectAgent(world.NameOfItsOwn("put"));
        using var submitted = await world.Submit("put-3", new { agent = agent.Id, file = new { path = "/srv/a", storedId = (string?)stored["id"] } });
        var token = (await agent.NextOrder()).Secrets![FileDelivery.TokenSecret];
        using var host = world.Client(token.Replace("put-3.", "put-4.", StringComparison.Ordinal));

        using var answer = await host.GetAsync(ProtocolVersion.TaskFilePath);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task WhatIsAskedForArrivesWhole_AndHeadersAreToldToTheHostAlone()
    {
        var agent = await world.ConnectAgent(world.NameOfItsOwn("put"));
        var asked = new
        {
            agent = agent.Id,
            kind = "file",
            file = new
            {
                path = "/srv/a/b",
                url = "https://example.org/files/b.tar?version=1",
                headers = new Dictionary<string, string> { ["X-Second"] = "second value", ["Authorization"] = "Bearer hidden-value" },
                sha256 = new string('a', 64),
                sizeBytes = 10,
                mostBytes = 20,
                mode = "0640",
                owner = "app",
                group = "www",
                createDirectories = true,
                ifExists = "keep",
                bytesPerSecond = 4_096,
            },
        };

        using var submitted = await world.Submit("put-5", asked);
        using var again = await world.Submit("put-5", asked);
        var order = await agent.NextOrder();
        var spec = await world.Operator.GetStringAsync("/api/v1/tasks/put-5/spec");
        var view = await world.Operator.GetStringAsync("/api/v1/tasks/put-5");

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.OK), (submitted.StatusCode, again.StatusCode));
        Assert.Equal(
            new FileDelivery("/srv/a/b", null, null, asked.file.url, null, asked.file.sha256, 10, 20, "b.tar", 0x1A0, "app", "www", true, FileConflict.Keep, 4_096),
            order.File! with { Headers = null });
        Assert.Equal(["Authorization", "X-Second"], order.File!.Headers!);
        Assert.Equal(("Bearer hidden-value", "second value"), (order.Secrets![FileDelivery.HeaderSecret(0)], order.Secrets[FileDelivery.HeaderSecret(1)]));
        Assert.DoesNotContain("hidden", spec + view, StringComparison.Ordinal);
        Assert.Equal("""{"Authorization":null,"X-Second":null}""", JsonNode.Parse(spec)!["file"]!["headers"]!.ToJsonString());
        using var changed = await world.Submit("put-5", asked with { file = asked.file with { headers = new Dictionary<string, string> { ["Authorization"] = "Bearer other-value" } } });
        Assert.Equal(HttpStatusCode.Conflict, changed.StatusCode);
    }

    [Fact]
    public async Task AFileThatTheStoreDoesNotHaveIsRefusedAtOnce()
    {
        using var refused = await world.Submit("put-7", new { agent = "any", file = new { path = "/srv/a", storedId = new string('0', 64) } });

        Assert.Equal((HttpStatusCode.UnprocessableEntity, "unknown-file"), (refused.StatusCode, (string?)(await refused.Json())["code"]));
    }

    [Fact]
    public async Task ContentIsInItsSpecAndNotInItsView()
    {
        var agent = await world.ConnectAgent(world.NameOfItsOwn("put"));

        using var submitted = await world.Submit("put-6", new { agent = agent.Id, file = new { path = "/etc/motd", content = "hello" } });
        var order = await agent.NextOrder();
        var spec = await world.Operator.GetFromJsonAsync<JsonNode>("/api/v1/tasks/put-6/spec");
        using var again = await world.Submit("put-6", spec!);
        var view = await world.Task("put-6");
        using var list = await world.Operator.GetAsync("/api/v1/tasks?text=put-6");

        Assert.Equal("hello"u8.ToArray(), order.File!.Content);
        Assert.Equal((HttpStatusCode.OK, "hello", null, 5), (again.StatusCode, (string?)spec!["file"]!["content"], (string?)view["file"]!["content"], (int?)view["file"]!["sizeBytes"]));
        Assert.Equal("file → /etc/motd", (string?)(await list.Json())["items"]![0]!["preview"]);
    }
}
