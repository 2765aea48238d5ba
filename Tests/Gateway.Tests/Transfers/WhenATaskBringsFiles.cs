using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using OrleansOps.Protocol;
using OrleansOps.Tests.Gateway.Files;
using OrleansOps.Tests.Gateway.World;

namespace OrleansOps.Tests.Gateway.Transfers;

public sealed class WhenATaskBringsFiles(GatewayWorld world) : IClassFixture<GatewayWorld>
{
    [Fact]
    public async Task TheyAreInTheStoreAndNamedByTheTask()
    {
        var bytes = SomeBytes.Of(1_000_000);
        var agent = await world.ConnectAgent(world.NameOfItsOwn("brings"));
        using var submitted = await world.Submit("bring-1", new { agent = agent.Id, collect = new { paths = new[] { "/var/log/a*" }, recursive = true, keepSeconds = 600 } });
        var order = await agent.NextOrder();
        using var host = world.Client(order.Secrets![FileDelivery.TokenSecret]);

        using var begun = await host.PostAsJsonAsync(ProtocolVersion.TaskUploadsPath, new { sizeBytes = bytes.Length, name = "a.log", keepSeconds = 600 });
        var id = (string?)(await begun.Json())["id"];
        using var first = await Append(host, id!, 0, bytes[..400_000]);
        using var wrong = await Append(host, id!, 1, bytes[..1]);
        using var look = await host.GetAsync($"{ProtocolVersion.TaskUploadsPath}/{id}");
        using var rest = await Append(host, id!, 400_000, bytes[400_000..]);
        var stored = (string?)(await rest.Json())["file"]!["id"];
        await agent.Accept(order);
        await agent.Send(nameof(IAgentHub.Ended), Some.Ended(order) with { Artifacts = [new TaskArtifact("a.log", stored!, bytes.Length, false)] });
        await world.TaskWhen("bring-1", "succeeded");

        var task = await world.Task("bring-1");
        using var download = await world.Operator.GetAsync($"/api/v1/files/{stored}/content");
        Assert.Equal((TaskKind.Collect, "/var/log/a*", true, 600), (order.Kind, Assert.Single(order.Collect!.Paths), order.Collect.Recursive, order.Collect.KeepSeconds));
        Assert.Equal(400_000, (int?)(await look.Json())["offsetBytes"]);
        Assert.Equal((HttpStatusCode.Conflict, "wrong-offset"), (wrong.StatusCode, (string?)(await wrong.Json())["code"]));
        Assert.Equal($$"""[{"name":"a.log","storedId":"{{SomeBytes.Sha256(bytes)}}","sizeBytes":1000000,"archive":false}]""", task["artifacts"]!.ToJsonString());
        Assert.Equal(bytes, await download.Content.ReadAsByteArrayAsync());
        using var late = await host.PostAsJsonAsync(ProtocolVersion.TaskUploadsPath, new { sizeBytes = 1, name = "late" });
        Assert.Equal((HttpStatusCode.Forbidden, "task-over"), (late.StatusCode, (string?)(await late.Json())["code"]));
    }

    [Fact]
    public async Task AnUploadOfSomebodyElseIsNotThere_AndATaskThatBringsNothingHasNoBusinessHere()
    {
        var others = (string?)(await world.Operator.BeginUpload(10, "others"))["id"];
        var agent = await world.ConnectAgent(world.NameOfItsOwn("brings"));
        using var brings = await world.Submit("bring-2", new { agent = agent.Id, kind = "collect", collect = new { paths = new[] { "/a" } } });
        using var host = world.Client((await agent.NextOrder()).Secrets![FileDelivery.TokenSecret]);
        var file = await world.Operator.Put(SomeBytes.Of(10), "put");
        using var puts = await world.Submit("bring-3", new { agent = agent.Id, file = new { path = "/a", storedId = (string?)file["id"] } });
        using var other = world.Client((await agent.NextOrder()).Secrets![FileDelivery.TokenSecret]);

        using var read = await host.GetAsync($"{ProtocolVersion.TaskUploadsPath}/{others}");
        using var added = await Append(host, others!, 0, [1]);
        using var begun = await other.PostAsJsonAsync(ProtocolVersion.TaskUploadsPath, new { sizeBytes = 1, name = "a" });
        using var stranger = await world.Stranger.PostAsJsonAsync(ProtocolVersion.TaskUploadsPath, new { sizeBytes = 1, name = "a" });

        Assert.Equal(
            ("unknown-upload", "unknown-upload", "task-over", "wrong-token"),
            ((string?)(await read.Json())["code"], (string?)(await added.Json())["code"], (string?)(await begun.Json())["code"], (string?)(await stranger.Json())["code"]));
    }

    [Fact]
    public async Task WhatAScriptLeavesIsBroughtToo_BesideItsSecrets()
    {
        var agent = await world.ConnectAgent(world.NameOfItsOwn("leaves"));
        using var submitted = await world.Submit("bring-5", new { agent = agent.Id, kind = "shell", script = "true", artifacts = new[] { "out/*.xml" }, secrets = new Dictionary<string, string> { ["PASSWORD"] = "hunter2hunter2" } });
        var order = await agent.NextOrder();
        using var host = world.Client(order.Secrets![FileDelivery.TokenSecret]);

        using var begun = await host.PostAsJsonAsync(ProtocolVersion.TaskUploadsPath, new { sizeBytes = 1, name = "a.xml" });

        Assert.Equal(("out/*.xml", true, "hunter2hunter2", HttpStatusCode.OK), (Assert.Single(order.Artifacts!.Paths), order.Artifacts.Recursive, order.Secrets["PASSWORD"], begun.StatusCode));
        using var spec = await world.Operator.GetAsync("/api/v1/tasks/bring-5/spec");
        Assert.Equal("""["out/*.xml"]""", (await spec.Json())["artifacts"]!.ToJsonString());
    }

    [Fact]
    public void TheServerGivesAHostTheTimeThatItTakes() => Assert.Equal(FileCollection.LongestGathering, Tasks.FileCollection.LongestGathering);

    [Theory]
    [InlineData("""{"agent":"a","kind":"collect"}""", "missing-field")]
    [InlineData("""{"agent":"a","kind":"shell","script":"true","collect":{"paths":["/a"]}}""", "file-not-allowed")]
    [InlineData("""{"agent":"a","collect":{"paths":["/a"]},"file":{"path":"/a","content":""}}""", "file-not-allowed")]
    [InlineData("""{"agent":"a","collect":{"paths":["/a"]},"argv":["x"]}""", "not-for-files")]
    [InlineData("""{"agent":"a","collect":{"paths":[]}}""", "out-of-range")]
    [InlineData("""{"agent":"a","collect":{"paths":["a"]}}""", "invalid-path")]
    [InlineData("""{"agent":"a","collect":{"paths":["/a/../b"]}}""", "invalid-path")]
    [InlineData("""{"agent":"a","collect":{"paths":["/a"],"mostBytes":0}}""", "out-of-range")]
    [InlineData("""{"agent":"a","collect":{"paths":["/a"],"keepSeconds":1}}""", "out-of-range")]
    [InlineData("""{"agent":"a","collect":{"paths":["/a"],"bytesPerSecond":1}}""", "out-of-range")]
    [InlineData("""{"agent":"a","collect":{"paths":["/a"]},"artifacts":["a"]}""", "not-for-files")]
    [InlineData("""{"agent":"a","kind":"shell","script":"true","artifacts":[]}""", "out-of-range")]
    [InlineData("""{"agent":"a","kind":"shell","script":"true","artifacts":["a/../b"]}""", "invalid-path")]
    [InlineData("""{"agent":"a","kind":"shell","script":"true","artifacts":[""]}""", "invalid-path")]
    public async Task WhatItCannotBeIsRefused(string body, string code)
    {
        using var answer = await world.Submit("bring-4", JsonNode.Parse(body)!);

        Assert.Equal((HttpStatusCode.BadRequest, code), (answer.StatusCode, (string?)(await answer.Json())["code"]));
    }

    private static async Task<HttpResponseMessage> Append(HttpClient host, string id, long offset, byte[] bytes)
    {
        using var request = new HttpRequestMessage(HttpMethod.Patch, $"{ProtocolVersion.TaskUploadsPath}/{id}") { Content = new ByteArrayContent(bytes) };
        request.Headers.Add("Upload-Offset", offset.ToString(System.Globalization.CultureInfo.InvariantCulture));
        return await host.SendAsync(request);
    }
}
