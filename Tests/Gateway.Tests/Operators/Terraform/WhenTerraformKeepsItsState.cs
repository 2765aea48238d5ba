using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using OrleansOps.Terraform;
using OrleansOps.Tests.Gateway.World;

namespace OrleansOps.Tests.Gateway.Operators.Terraform;

/// <summary>The exchanges of Terraform's backend "http", as its client makes them, by curl.</summary>
public sealed class WhenTerraformKeepsItsState(GatewayWorld world) : IClassFixture<GatewayWorld>
{
    private const string LockOfOne = """{"ID":"6b1ff0ad-31a1-2a4b-8d33-7d9a1b1b2f5e","Operation":"OperationTypeApply","Info":"","Who":"ada@build-1","Version":"1.11.4","Created":"2026-11-30T10:15:00.123456789Z","Path":""}""";
    private const string LockOfTwo = """{"ID":"0c7e3a1e-aaaa-bbbb-cccc-7d9a1b1b2f5e","Operation":"OperationTypePlan","Info":"","Who":"bob@laptop","Version":"1.11.4","Created":"2026-11-30T10:16:00Z","Path":""}""";
    private const string IdOfOne = "6b1ff0ad-31a1-2a4b-8d33-7d9a1b1b2f5e";

    private readonly string _id = $"w-{Guid.NewGuid().ToString("N")[..12]}";

    private string Address => $"{world.Address}api/v1/terraform/state/{_id}";

    [Fact]
    public async Task LockReadWriteUnlock_AsOneClientDoes()
    {
        var locked = await Send("LOCK", LockOfOne);
        Assert.Equal(200, locked.Status);
        Assert.Equal(200, (await Send("LOCK", LockOfOne)).Status);   // its answer was lost
        var nothing = await Send("GET");
        Assert.Equal((404, "unknown-workspace"), (nothing.Status, Code(nothing)));

        var first = State(1, "eins");
        Assert.Equal(200, (await Send("POST", first, $"?ID={IdOfOne}")).Status);
        Assert.Equal(200, (await Send("POST", first, $"?ID={IdOfOne}")).Status);
        Assert.Equal(200, (await Send("POST", State(2, "zwei"), $"?ID={IdOfOne}")).Status);
        Assert.Equal(200, (await Send("UNLOCK", LockOfOne)).Status);
        Assert.Equal(200, (await Send("UNLOCK", LockOfOne)).Status);

        var read = await Send("GET");
        Assert.Equal((200, State(2, "zwei")), (read.Status, read.Text));
        Assert.Equal("application/json", read.Header("Content-Type"));
        Assert.Equal(Md5(State(2, "zwei")), read.Header("Content-MD5"));
        Assert.Equal([2, 1], (await Versions()).Select(version => version!["serial"]!.GetValue<int>()));
    }

    [Fact]
    public async Task ASecondClient_IsToldWhoHasIt()
    {
        await Send("LOCK", LockOfOne);
        await Send("POST", State(1, "a"), $"?ID={IdOfOne}");

        foreach (var refused in (Curl[])[await Send("LOCK", LockOfTwo), await Send("POST", State(2, "b")), await Send("POST", State(2, "b"), "?ID=0c7e3a1e-aaaa-bbbb-cccc-7d9a1b1b2f5e"), await Send("UNLOCK", LockOfTwo), await Send("DELETE")])
        {
            Assert.Equal((423, "state-locked"), (refused.Status, Code(refused)));
            Assert.EndsWith(LockOfOne[1..], refused.Text, StringComparison.Ordinal);   // byte for byte as the first one said it
        }

        Assert.Equal(State(1, "a"), (await Send("GET")).Text);
        await Send("UNLOCK", LockOfOne);
        Assert.Equal(200, (await Send("LOCK", LockOfTwo)).Status);
        var late = await Send("POST", State(2, "late"), $"?ID={IdOfOne}");
        Assert.Equal((423, "state-locked"), (late.Status, Code(late)));
        await Send("UNLOCK", LockOfTwo);
        late = await Send("POST", State(2, "late"), $"?ID={IdOfOne}");
        Assert.Equal((423, "lock-not-held"), (late.Status, Code(late)));
    }

    [Fact]
    public async Task WhatDoesNotFollow_IsRefusedWithItsReason_AndNothingIsLost()
    {
        await Send("POST", State(5, "five"));

        var behind = await Send("POST", State(4, "four"));
        var taken = await Send("POST", State(5, "other"));
        var lineage = await Send("POST", State(6, "six").Replace("lineage-1", "lineage-2", StringComparison.Ordinal));
        var changed = await Curl.Send("POST", Address, world.AdminToken, Encoding.UTF8.GetBytes(State(6, "six")), Md5("another body"));

        Assert.Equal((409, "serial-behind", 409, "serial-taken"), (behind.Status, Code(behind), taken.Status, Code(taken)));
        Assert.Equal((409, "wrong-lineage", 400, "wrong-checksum"), (lineage.Status, Code(lineage), changed.Status, Code(changed)));
        Assert.Contains("'lineage-2', the workspace of 'lineage-1'", lineage.Text, StringComparison.Ordinal);
        Assert.Contains("The serial is 4, and 5 is stored", behind.Text, StringComparison.Ordinal);
        Assert.Equal(State(5, "five"), (await Send("GET")).Text);
        Assert.Single(await Versions());
    }

    [Theory]
    [InlineData("", "invalid-json")]
    [InlineData("{", "invalid-json")]
    [InlineData("[]", "invalid-value")]
    [InlineData("null", "invalid-value")]
    [InlineData("{}", "missing-field")]
    [InlineData("""{"serial":1}""", "missing-field")]
    [InlineData("""{"serial":1,"lineage":"a"} x""", "invalid-json")]
    [InlineData("""{"serial":1,"serial":2,"lineage":"a"}""", "duplicate-field")]
    [InlineData("""{"serial":1,"seri\u0061l":2,"lineage":"a"}""", "duplicate-field")]
    [InlineData("""{"serial":1,"Serial":2,"lineage":"a"}""", "invalid-value")]
    [InlineData("""{"serial":-1,"lineage":"a"}""", "invalid-value")]
    [InlineData("""{"serial":1.5,"lineage":"a"}""", "invalid-value")]
    [InlineData("""{"serial":"1","lineage":"a"}""", "invalid-value")]
    [InlineData("""{"serial":9007199254740992,"lineage":"a"}""", "invalid-value")]
    [InlineData("""{"serial":1,"lineage":""}""", "invalid-value")]
    [InlineData("""{"serial":1,"lineage":"a\u0000b"}""", "invalid-value")]
    [InlineData("""{"serial":1,"lineage":"\ud800"}""", "invalid-value")]
    [InlineData("""{"serial":1,"lineage":{"serial":2}}""", "invalid-value")]
    [InlineData("""{"meta":{},"encrypted_data":"AAAA","encryption_version":"v0"}""", "invalid-value")]
    public async Task WhatIsNoState_IsRefused(string body, string code)
    {
        var refused = await Send("POST", body);
        Assert.Equal((400, code), (refused.Status, Code(refused)));
        Assert.Equal(404, (await Send("GET")).Status);
    }

    [Fact]
    public async Task BytesThatAreNoText_AndAThousandBrackets_AreRefused()
    {
        byte[] bad = [.. """{"serial":1,"lineage":"a","x":" """u8, 0xC3, 0x28, .. "\"}"u8];
        var refused = await Curl.Send("POST", Address, world.AdminToken, bad);
        Assert.Equal((400, "invalid-utf8"), (refused.Status, Code(refused)));
        var deep = await Send("POST", $$"""{"serial":1,"lineage":"a","x":{{new string('[', 1_000)}}{{new string(']', 1_000)}}}""");
        Assert.Equal((400, "invalid-json"), (deep.Status, Code(deep)));
    }

    [Theory]
    [InlineData("", "missing-field")]
    [InlineData("{}", "missing-field")]
    [InlineData("[]", "invalid-value")]
    [InlineData("""{"ID":1}""", "invalid-value")]
    [InlineData("""{"ID":"a","ID":"b"}""", "invalid-json")]
    [InlineData("""{"ID":"a\u001b[2J"}""", "missing-field")]
    [InlineData("""{"ID":"a","Who":"\udc00"}""", "invalid-unicode")]
    [InlineData("""{"ID":"a","Created":"yesterday"}""", "invalid-value")]
    [InlineData("""{"ID":"a","Info":{"a":[[[[[[[[[[]]]]]]]]]]}}""", "invalid-json")]
    public async Task WhatIsNoLock_IsRefused(string body, string code)
    {
        foreach (var method in (string[])["LOCK", "UNLOCK"])
        {
            var refused = await Send(method, body);
            Assert.Equal((400, code), (refused.Status, Code(refused)));
        }

        var large = await Send("LOCK", $$"""{"ID":"a","Info":"{{new string('x', 20_000)}}"}""");
        Assert.Equal((413, "body-too-large"), (large.Status, Code(large)));
        var changed = await Curl.Send("LOCK", Address, world.AdminToken, Encoding.UTF8.GetBytes(LockOfOne), Md5("x"));
        Assert.Equal((400, "wrong-checksum"), (changed.Status, Code(changed)));
    }

    /// <summary>As a password the token opens this door alone, and a wrong one is measured as every wrong token is.</summary>
    [Fact]
    public async Task TheTokenAsAPassword_OpensThisDoorAlone()
    {
        var joiner = await world.JoinToken();
        Assert.Equal(403, (await Curl.Send("GET", Address, joiner)).Status);
        Assert.Equal(401, (await Curl.Send("GET", Address, "hunter2")).Status);
        Assert.Equal(401, (await Curl.Send("GET", Address, $"{world.AdminToken[..^1]}{(world.AdminToken[^1] == 'a' ? 'b' : 'a')}")).Status);
        Assert.Equal(401, (await Curl.Send("GET", $"{world.Address}api/v1/terraform/workspaces", world.AdminToken)).Status);
        Assert.Equal(401, (await Curl.Send("GET", $"{world.Address}api/v1/tasks", world.AdminToken)).Status);

        foreach (var header in (string[])["Basic", "Basic ", "Basic !!!!", "Basic YQ==", $"Basic {new string('A', 8_000)}", $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes(world.AdminToken))}"])
        {
            using var client = world.Client(token: null);
            client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", header);
            using var refused = await client.GetAsync(Address);
            await refused.IsProblem(HttpStatusCode.Unauthorized, "wrong-token");
            Assert.Equal("Bearer", refused.Headers.WwwAuthenticate.Single().Scheme);   // a browser would ask for a password, and keep it
        }

        using var any = world.Client(token: null);
        any.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($":{world.AdminToken}")));
        using var opened = await any.GetAsync(Address);
        Assert.Equal(HttpStatusCode.NotFound, opened.StatusCode);
    }

    [Fact]
    public async Task WrongPasswords_AreMeasured()
    {
        await using var measured = await GatewayWorld.Start("--Gateway:Access:WrongTokens=3", "--Gateway:Access:WrongTokenEvery=00:10:00");
        var guess = $"ops_admin_{new string('a', 16)}_{new string('a', 43)}";
        var codes = new List<string?>();
        for (var guessed = 0; guessed < 5; guessed++)
        {
            codes.Add(Code(await Curl.Send("GET", $"{measured.Address}api/v1/terraform/state/x", guess)));
        }

        Assert.Equal("too-many-wrong-tokens", codes[^1]);
        Assert.Equal(404, (await Curl.Send("GET", $"{measured.Address}api/v1/terraform/state/x", measured.AdminToken)).Status);   // and keep nobody out who has a right one
    }

    [Fact]
    public async Task AStateOf50MB_GoesInAndOut_AndOneByteMoreThanTheLimitDoesNot()
    {
        var state = Large(50 << 20);
        using var sent = new ByteArrayContent(state);
        using var stored = await world.Operator.PostAsync(Address, sent);
        var version = await stored.IsJson(HttpStatusCode.OK);
        Assert.Equal((state.Length, Convert.ToHexStringLower(SHA256.HashData(state))), (version["sizeBytes"]!.GetValue<int>(), version["sha256"]!.GetValue<string>()));
        Assert.InRange(version["storedBytes"]!.GetValue<long>(), 1, state.Length / 4);

        var read = await world.Operator.GetByteArrayAsync(Address);
        Assert.True(state.AsSpan().SequenceEqual(read));

        await using var small = await GatewayWorld.Start("--Gateway:Terraform:LargestBytes=1024");
        foreach (var isChunked in (bool[])[false, true])
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/terraform/state/x") { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(State(1, new string('x', 2_000)))) };
            request.Headers.TransferEncodingChunked = isChunked;
            using var refused = await small.Operator.SendAsync(request);
            await refused.IsProblem(HttpStatusCode.RequestEntityTooLarge, "state-too-large");
        }
    }

    [Fact]
    public async Task InTheStore_NothingOfItCanBeRead()
    {
        await Send("POST", State(1, "hunter2-hunter2"));
        var store = world.Services.GetRequiredService<IWorkspaceStore>();
        var version = (await store.Read(_id))!.Versions.Single();
        var part = (await store.ReadPart(_id, version.Content, 0))!;
        Assert.Equal(-1, part.AsSpan().IndexOf("hunter2"u8));

        var another = $"{_id}-2";
        await store.PutPart(another, version.Content, 0, [.. part]);
        await store.Write(new WorkspaceEntry(another, new WorkspaceState { Version = 1, Versions = [version] }, (version.Content, version.Parts), []), 1_000);

        var moved = await Curl.Send("GET", $"{world.Address}api/v1/terraform/state/{another}", world.AdminToken);
        Assert.Equal((500, "state-unreadable"), (moved.Status, Code(moved)));   // that of another workspace, in the place of this one
        Assert.Equal(200, (await Send("GET")).Status);
        part[^1] ^= 1;   // the store in memory has given its own
        Assert.Equal("state-unreadable", Code(await Send("GET")));
    }

    [Fact]
    public async Task AnOperator_Looks_BringsBack_BreaksAndDeletes()
    {
        for (var serial = 1; serial <= 3; serial++)
        {
            await Send("POST", State(serial, $"word-{serial}"));
        }

        await Send("LOCK", LockOfOne);
        var workspaces = $"/api/v1/terraform/workspaces/{_id}";
        var shown = await (await world.Operator.GetAsync(workspaces)).IsJson(HttpStatusCode.OK);
        Assert.Equal((3, 3, "ada@build-1", "first-admin"), (shown["newest"]!["serial"]!.GetValue<int>(), shown["versions"]!.GetValue<int>(), shown["lock"]!["who"]!.GetValue<string>(), shown["lock"]!["by"]!.GetValue<string>()));
        Assert.Equal((1, "1.11.4"), (shown["newest"]!["resources"]!.GetValue<int>(), shown["newest"]!["terraformVersion"]!.GetValue<string>()));
        Assert.Equal(State(1, "word-1"), await world.Operator.GetStringAsync($"{workspaces}/versions/1"));
        await (await world.Operator.GetAsync($"{workspaces}/versions/9")).IsProblem(HttpStatusCode.NotFound, "unknown-version");
        await (await world.Operator.GetAsync($"{workspaces}/versions/x")).IsProblem(HttpStatusCode.BadRequest, "out-of-range");

        await (await world.Operator.PostAsJsonAsync($"{workspaces}/rollback", new { serial = 1 })).IsProblem((HttpStatusCode)423, "state-locked");
        await (await world.Operator.DeleteAsync(workspaces)).IsProblem((HttpStatusCode)423, "state-locked");
        await (await world.Operator.DeleteAsync($"{workspaces}/lock")).IsProblem(HttpStatusCode.BadRequest, "missing-field");
        await (await world.Operator.DeleteAsync($"{workspaces}/lock?lock={IdOfOne}")).IsProblem(HttpStatusCode.BadRequest, "missing-field");
        await (await world.Operator.DeleteAsync($"{workspaces}/lock?lock=another&reason=gone")).IsProblem(HttpStatusCode.Conflict, "lock-changed");
        var broken = await (await world.Operator.DeleteAsync($"{workspaces}/lock?lock={IdOfOne}&reason=its%20machine%20is%20gone")).IsJson(HttpStatusCode.OK);
        Assert.Equal("ada@build-1", broken["who"]!.GetValue<string>());
        var late = await Send("POST", State(4, "late"), $"?ID={IdOfOne}");
        Assert.Equal((423, "lock-not-held"), (late.Status, Code(late)));
        Assert.Contains("its machine is gone", late.Text, StringComparison.Ordinal);
        using var trail = await world.Operator.GetAsync($"/api/v1/audit?target={_id}&action=breakLock&limit=1");
        Assert.Equal($"lock {IdOfOne} of ada@build-1 (token first-admin): its machine is gone", (await trail.Json())["items"]![0]!["detail"]!.GetValue<string>());

        var back = await (await world.Operator.PostAsJsonAsync($"{workspaces}/rollback", new { serial = 1 })).IsJson(HttpStatusCode.OK);
        await (await world.Operator.PostAsJsonAsync($"{workspaces}/rollback", new { serial = 1 })).IsJson(HttpStatusCode.OK);
        Assert.Equal((4, 1), (back["serial"]!.GetValue<int>(), back["restoredFrom"]!.GetValue<int>()));
        Assert.Equal(State(4, "word-1"), (await Send("GET")).Text);   // the rest byte for byte
        Assert.Equal([4, 3, 2, 1], (await Versions()).Select(version => version!["serial"]!.GetValue<int>()));
        Assert.Equal(409, (await Send("POST", State(4, "somebody who read serial 3"))).Status);
        Assert.Equal(200, (await Send("POST", State(5, "word-5"))).Status);

        using var deleted = await world.Operator.DeleteAsync(workspaces);
        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        await (await world.Operator.DeleteAsync(workspaces)).IsProblem(HttpStatusCode.NotFound, "unknown-workspace");
        Assert.Equal(404, (await Send("GET")).Status);
        Assert.Equal(200, (await Send("POST", State(1, "anew").Replace("lineage-1", "lineage-2", StringComparison.Ordinal))).Status);
        Assert.Equal(200, (await Send("DELETE")).Status);
        Assert.Equal(200, (await Send("DELETE")).Status);
    }

    /// <summary>The digits may lie on both sides of a part's end, and become more.</summary>
    [Fact]
    public async Task AVersionOfManyParts_IsBroughtBack_WithItsSerialAlone()
    {
        var before = Encoding.UTF8.GetBytes($$"""{"version":4,"x":"{{new string('x', (1 << 20) - 33)}}","serial":999999,"lineage":"lineage-1","y":"{{new string('y', 1 << 20)}}"}""");
        Assert.InRange(before.AsSpan().IndexOf("999999"u8), (1 << 20) - 5, (1 << 20) - 1);
        using var first = await world.Operator.PostAsync(Address, new ByteArrayContent(before));
        await first.IsJson(HttpStatusCode.OK);
        await Send("POST", State(9_999_999, "later"));

        await (await world.Operator.PostAsJsonAsync($"/api/v1/terraform/workspaces/{_id}/rollback", new { serial = 999_999 })).IsJson(HttpStatusCode.OK);

        Assert.Equal(Encoding.UTF8.GetString(before).Replace("999999", "10000000", StringComparison.Ordinal), await world.Operator.GetStringAsync(Address));
    }

    [Fact]
    public async Task TheyAreListed_PageByPage()
    {
        var ids = Enumerable.Range(0, 3).Select(number => $"{_id}-{number}").ToList();
        foreach (var id in ids)
        {
            await Curl.Send("POST", $"{world.Address}api/v1/terraform/state/{id}", world.AdminToken, Encoding.UTF8.GetBytes(State(1, id)));
        }

        var (found, cursor) = (new List<string>(), "");
        do
        {
            using var answer = await world.Operator.GetAsync($"/api/v1/terraform/workspaces?limit=1{cursor}");
            var page = await answer.IsJson(HttpStatusCode.OK);
            found.AddRange(page["items"]!.AsArray().Select(workspace => workspace!["id"]!.GetValue<string>()));
            cursor = page["nextCursor"] is { } next ? $"&cursor={next.GetValue<string>()}" : "";
        }
        while (cursor.Length > 0);

        Assert.Equal(ids, found.Where(id => id.StartsWith($"{_id}-", StringComparison.Ordinal)));
        await (await world.Operator.GetAsync("/api/v1/terraform/workspaces?cursor=a.b")).IsProblem(HttpStatusCode.BadRequest, "invalid-cursor");
        await (await world.Operator.GetAsync("/api/v1/terraform/state/a.b")).IsProblem(HttpStatusCode.BadRequest, "invalid-id");
    }

    private async Task<Curl> Send(string method, string? body = null, string query = "") =>
        await Curl.Send(method, Address + query, world.AdminToken, body is null ? null : Encoding.UTF8.GetBytes(body));

    private async Task<JsonArray> Versions()
    {
        using var answer = await world.Operator.GetAsync($"/api/v1/terraform/workspaces/{_id}/versions");
        return (await answer.IsJson(HttpStatusCode.OK))["items"]!.AsArray();
    }

    private static string? Code(Curl answer) => JsonNode.Parse(answer.Text)!["code"]?.GetValue<string>();

#pragma warning disable CA5351 // What Terraform's client sends and compares.
    private static string Md5(string text) => Convert.ToBase64String(MD5.HashData(Encoding.UTF8.GetBytes(text)));
#pragma warning restore CA5351

    private static string State(long serial, string word) =>
        $$"""{"version":4,"terraform_version":"1.11.4","serial":{{serial}},"lineage":"lineage-1","outputs":{},"resources":[{"mode":"managed","type":"terraform_data","name":"a","instances":[{"attributes":{"input":"{{word}}"} }]}],"check_results":null}""";

    /// <summary>Some of it repeats itself, as states do, and some does not.</summary>
    private static byte[] Large(int bytes)
    {
        var random = new Random(1);
        var text = new StringBuilder("""{"version":4,"terraform_version":"1.11.4","serial":1,"lineage":"lineage-1","outputs":{},"resources":[""");
        for (var number = 0; text.Length < bytes; number++)
        {
            text.Append(number == 0 ? "" : ",").Append(CultureInfo.InvariantCulture, $$"""{"mode":"managed","type":"aws_instance","name":"web-{{number}}","instances":[{"schema_version":1,"attributes":{"ami":"ami-{{random.NextInt64():x16}}","arn":"arn:aws:ec2:eu-central-1:123456789012:instance/i-{{random.NextInt64():x16}}","tags":{"Name":"web-{{number}}","role":"web"},"vpc_security_group_ids":["sg-0a1b2c3d"]} }]}""");
        }

        return Encoding.UTF8.GetBytes(text.Append("]}").ToString());
    }
}
