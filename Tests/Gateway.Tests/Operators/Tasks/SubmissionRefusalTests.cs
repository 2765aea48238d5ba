using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using OrleansOps.Protocol;
using OrleansOps.Tests.Gateway.World;

namespace OrleansOps.Tests.Gateway.Operators.Tasks;

/// <summary>Bad input at the operators' door: each gets its clear error, and nothing is stored.</summary>
public sealed class SubmissionRefusalTests(GatewayWorld world) : IClassFixture<GatewayWorld>
{
    [Theory]
    [InlineData("""{"kind":"shell","script":"true"}""", "missing-field", "agent")]
    [InlineData("""{"agent":"a","script":"true"}""", "missing-field", "kind")]
    [InlineData("""{"agent":"a","kind":"shell"}""", "missing-field", "script")]
    [InlineData("""{"agent":"a","kind":"shell","script":"#!/usr/bin/env python3\nprint()"}""", "interpreter-mismatch", "kind")]
    [InlineData("""{"agent":"a","kind":"bash","script":"\ufeff#!/bin/sh -e\n"}""", "interpreter-mismatch", "kind")]
    [InlineData("""{"agent":"a","script":"#!/usr/bin/ruby -w\n"}""", "unknown-interpreter", "script")]
    [InlineData("""{"agent":"a","kind":"shell","script":"#!/usr/bin/env tclsh\n"}""", "unknown-interpreter", "script")]
    [InlineData("""{"agent":"a","kind":"shell","script":"#!/usr/bin/env node\n"}""", "interpreter-mismatch", "kind")]
    [InlineData("""{"agent":"a","kind":"go","script":"#!/usr/bin/env node\n"}""", "interpreter-mismatch", "kind")]
    [InlineData("""{"agent":"a","kind":"auto"}""", "missing-field", "script")]
    [InlineData("""{"agent":"a","kind":"shell","scriptBase64":"IyEvYmluL3NoAC1lCg=="}""", "invalid-interpreter", "script")]
    [InlineData("""{"agent":"a","kind":"shell","scriptBase64":"//5lAGMAaABvAA=="}""", "script-not-utf8", "script")]
    [InlineData("""{"agent":"a","kind":"file"}""", "missing-field", "file")]
    [InlineData("""{"agent":"a","kind":"shell","script":"true","file":{"path":"/a","content":""}}""", "file-not-allowed", "file")]
    [InlineData("""{"agent":"a","file":{"path":"/a","content":""},"script":"true"}""", "not-for-files", "script")]
    [InlineData("""{"agent":"a","file":{"path":"/a","content":""},"argv":["a"]}""", "not-for-files", "argv")]
    [InlineData("""{"agent":"a","file":{"path":"/a","content":""},"secrets":{"A":"secret"}}""", "not-for-files", "secrets")]
    [InlineData("""{"agent":"a","file":{"path":"/a","content":""},"workingDirectory":"/a"}""", "not-for-files", "workingDirectory")]
    [InlineData("""{"agent":"a","file":{"content":""}}""", "missing-field", "file.path")]
    [InlineData("""{"agent":"a","file":{"path":"a","content":""}}""", "invalid-path", "file.path")]
    [InlineData("""{"agent":"a","file":{"path":"/a/../b","content":""}}""", "invalid-path", "file.path")]
    [InlineData("""{"agent":"a","file":{"path":"/a\u0000b","content":""}}""", "nul-character", "file.path")]
    [InlineData("""{"agent":"a","file":{"path":"/a","content":"","name":"b/c"}}""", "invalid-name", "file.name")]
    [InlineData("""{"agent":"a","file":{"path":"/a"}}""", "missing-field", "file")]
    [InlineData("""{"agent":"a","file":{"path":"/a","content":"","url":"http://b"}}""", "given-twice", "file")]
    [InlineData("""{"agent":"a","file":{"path":"/a","content":"","contentBase64":""}}""", "given-twice", "file")]
    [InlineData("""{"agent":"a","file":{"path":"/a","storedId":"../../etc/passwd"}}""", "invalid-value", "file.storedId")]
    [InlineData("""{"agent":"a","file":{"path":"/a","content":"","sha256":"AB"}}""", "invalid-value", "file.sha256")]
    [InlineData("""{"agent":"a","file":{"path":"/a","url":"file:///etc/passwd"}}""", "invalid-url", "file.url")]
    [InlineData("""{"agent":"a","file":{"path":"/a","url":"https://user:password@b/"}}""", "invalid-url", "file.url")]
    [InlineData("""{"agent":"a","file":{"path":"/a","content":"","headers":{"A":"long enough"}}}""", "not-for-files", "file.headers")]
    [InlineData("""{"agent":"a","file":{"path":"/a","url":"http://b","headers":{"A B":"long enough"}}}""", "invalid-value", "file.headers")]
    [InlineData("""{"agent":"a","file":{"path":"/a","url":"http://b","headers":{"range":"bytes=0-"}}}""", "invalid-value", "file.headers")]
    [InlineData("""{"agent":"a","file":{"path":"/a","url":"http://b","headers":{"A":"x\r\nB: y"}}}""", "invalid-value", "file.headers")]
    [InlineData("""{"agent":"a","file":{"path":"/a","url":"http://b","headers":{"A":"long enough","a":"long enough"}}}""", "given-twice", "file.headers")]
    [InlineData("""{"agent":"a","file":{"path":"/a","url":"http://b","headers":{"A":null}}}""", "secret-not-given", "file.headers")]
    [InlineData("""{"agent":"a","file":{"path":"/a","url":"http://b","mostBytes":0}}""", "out-of-range", "file.mostBytes")]
    [InlineData("""{"agent":"a","file":{"path":"/a","content":"","sizeBytes":-1}}""", "out-of-range", "file.sizeBytes")]
    [InlineData("""{"agent":"a","file":{"path":"/a","content":"","bytesPerSecond":1}}""", "out-of-range", "file.bytesPerSecond")]
    [InlineData("""{"agent":"a","file":{"path":"/a","content":"","mode":"0888"}}""", "invalid-value", "file.mode")]
    [InlineData("""{"agent":"a","file":{"path":"/a","content":"","owner":"-u"}}""", "invalid-value", "file.owner")]
    [InlineData("""{"agent":"a","file":{"path":"/a","content":"","ifExists":"ask"}}""", "invalid-value", "file.ifExists")]
    [InlineData("""{"agent":"a","kind":"argv","argv":[]}""", "missing-field", "argv")]
    [InlineData("""{"agent":"a","kind":"named"}""", "missing-field", "argv")]
    [InlineData("""{"agent":"a","kind":"named","argv":["../x"]}""", "invalid-name", "argv")]
    [InlineData("""{"agent":"a","kind":"named","argv":["up"],"script":"id"}""", "not-for-named", "script")]
    [InlineData("""{"agent":"a","kind":"named","argv":["up"],"stdin":"id"}""", "not-for-named", "stdin")]
    [InlineData("""{"agent":"a","kind":"named","argv":["up"],"runAs":{"user":"root"}}""", "not-for-named", "runAs")]
    [InlineData("""{"agent":"a","kind":"named","argv":["up"],"artifacts":["/etc/shadow"]}""", "not-for-named", "artifacts")]
    [InlineData("""{"agent":"a","kind":"shell","script":"id","signature":{"until":"2026-01-01T00:00:00Z","value":"AAAA"}}""", "missing-field", "signature.host")]
    [InlineData("""{"agent":"a","kind":"shell","script":"id","signature":{"host":"a","value":"AAAA"}}""", "missing-field", "signature.until")]
    [InlineData("""{"agent":"a","kind":"shell","script":"id","signature":{"host":"a","until":"2026-01-01T00:00:00.5Z","value":"AAAA"}}""", "invalid-value", "signature.until")]
    [InlineData("""{"agent":"a","kind":"shell","script":"id","signature":{"host":"a","until":"2026-01-01T00:00:00Z","value":""}}""", "invalid-value", "signature.value")]
    [InlineData("""{"agent":"a","file":{"path":"/a","content":""},"signature":{"host":"a","until":"2026-01-01T00:00:00Z","value":"AAAA"}}""", "not-for-files", "signature")]
    [InlineData("""{"agent":"a","kind":"argv","argv":[""]}""", "empty-program", "argv")]
    [InlineData("""{"agent":"a","kind":"argv","argv":["x"],"script":"true"}""", "script-not-allowed", "script")]
    [InlineData("""{"agent":"a","kind":"shell","script":"true","scriptBase64":"dHJ1ZQ=="}""", "given-twice", "scriptBase64")]
    [InlineData("""{"agent":"a","kind":"shell","script":"true","stdin":"","stdinBase64":""}""", "given-twice", "stdinBase64")]
    [InlineData("""{"agent":"a","kind":"shell","script":"true","extra":1}""", "unknown-field", "extra")]
    [InlineData("""{"agent":"a","kind":"shell","script":"true","grace":{"killSeconds":1}}""", "unknown-field", "grace.killSeconds")]
    [InlineData("""{"agent":"a","kind":"shell","script":"true","script":"false"}""", "duplicate-field", "script")]
    [InlineData("""{"agent":"a","kind":"shell","script":"true","env":{"A":"1","A":"2"}}""", "duplicate-field", "env.A")]
    [InlineData("""{"agent":"a","kind":"ruby","script":"true"}""", "invalid-value", "kind")]
    [InlineData("""{"agent":"a","kind":1,"script":"true"}""", "invalid-value", "kind")]
    [InlineData("""{"agent":"a","kind":"shell","script":"true","timeoutSeconds":"5"}""", "invalid-value", "timeoutSeconds")]
    [InlineData("""{"agent":"a","kind":"shell","script":"true","timeoutSeconds":0}""", "out-of-range", "timeoutSeconds")]
    [InlineData("""{"agent":"a","kind":"shell","script":"true","timeoutSeconds":604801}""", "out-of-range", "timeoutSeconds")]
    [InlineData("""{"agent":"a","kind":"shell","script":"true","queueSeconds":-1}""", "out-of-range", "queueSeconds")]
    [InlineData("""{"agent":"a","kind":"shell","script":"true","keepSeconds":59}""", "out-of-range", "keepSeconds")]
    [InlineData("""{"agent":"a","kind":"shell","script":"true","keepSeconds":31536001}""", "out-of-range", "keepSeconds")]
    [InlineData("""{"agent":"a","kind":"shell","script":"true","grace":{"interruptSeconds":601}}""", "out-of-range", "grace.interruptSeconds")]
    [InlineData("""{"agent":"a","kind":"shell","script":"true","tty":{"columns":0}}""", "out-of-range", "tty.columns")]
    [InlineData("""{"agent":"a","kind":"shell","script":"true","tty":{"columns":80,"rows":1001}}""", "out-of-range", "tty.rows")]
    [InlineData("""{"agent":"a","kind":"shell","script":"true","runAs":{}}""", "missing-field", "runAs.user")]
    [InlineData("""{"agent":"a","kind":"shell","script":"true","runAs":"app"}""", "invalid-value", "runAs")]
    [InlineData("""{"agent":"a","kind":"shell","script":"true","runAs":{"user":"-u"}}""", "invalid-value", "runAs.user")]
    [InlineData("""{"agent":"a","kind":"shell","script":"true","runAs":{"user":"a b"}}""", "invalid-value", "runAs.user")]
    [InlineData("""{"agent":"a","kind":"shell","script":"true","runAs":{"user":"a","group":"b/c"}}""", "invalid-value", "runAs.group")]
    [InlineData("""{"agent":"a","kind":"shell","script":"true","runAs":{"user":"a","groups":["b",null]}}""", "invalid-value", "runAs.groups")]
    [InlineData("""{"agent":"a","kind":"shell","script":"true","runAs":{"user":"a","password":"x"}}""", "unknown-field", "runAs.password")]
    [InlineData("""{"agent":"a","kind":"shell","script":"true","umask":"99"}""", "invalid-value", "umask")]
    [InlineData("""{"agent":"a","kind":"shell","script":"true","umask":"1777"}""", "invalid-value", "umask")]
    [InlineData("""{"agent":"a","kind":"shell","script":"true","umask":22}""", "invalid-value", "umask")]
    [InlineData("""{"agent":"a","kind":"shell","script":"true","createDirectory":true}""", "missing-field", "workingDirectory")]
    [InlineData("""{"agent":"a","kind":"shell","script":"true","locale":"C; rm -rf /"}""", "invalid-value", "locale")]
    [InlineData("""{"agent":"a","kind":"shell","script":"true","timeZone":"../../etc/passwd"}""", "invalid-value", "timeZone")]
    [InlineData("""{"agent":"a","kind":"shell","script":"true","nice":20}""", "out-of-range", "nice")]
    [InlineData("""{"agent":"a","kind":"shell","script":"true","ioNice":"best-effort:8"}""", "invalid-value", "ioNice")]
    [InlineData("""{"agent":"a","kind":"shell","script":"true","ioNice":"idle:3"}""", "invalid-value", "ioNice")]
    [InlineData("""{"agent":"a","kind":"shell","script":"true","limits":{"memoryBytes":1048575}}""", "out-of-range", "limits.memoryBytes")]
    [InlineData("""{"agent":"a","kind":"shell","script":"true","limits":{"memoryBytes":17592186044417}}""", "out-of-range", "limits.memoryBytes")]
    [InlineData("""{"agent":"a","kind":"shell","script":"true","limits":{"memoryBytes":"512M"}}""", "invalid-value", "limits.memoryBytes")]
    [InlineData("""{"agent":"a","kind":"shell","script":"true","limits":{"cpuPercent":0}}""", "out-of-range", "limits.cpuPercent")]
    [InlineData("""{"agent":"a","kind":"shell","script":"true","limits":{"cpuSeconds":31536001}}""", "out-of-range", "limits.cpuSeconds")]
    [InlineData("""{"agent":"a","kind":"shell","script":"true","limits":{"processes":-1}}""", "out-of-range", "limits.processes")]
    [InlineData("""{"agent":"a","kind":"shell","script":"true","limits":{"openFiles":3}}""", "out-of-range", "limits.openFiles")]
    [InlineData("""{"agent":"a","kind":"shell","script":"true","limits":{"disk":1}}""", "unknown-field", "limits.disk")]
    [InlineData("""{"agent":"a","kind":"shell","script":"true","limits":5}""", "invalid-value", "limits")]
    [InlineData("""{"agent":"a","kind":"shell","script":"true","tty":true}""", "invalid-value", "tty")]
    [InlineData("""{"agent":"a","kind":"shell","script":"true","tty":{"width":80}}""", "unknown-field", "tty.width")]
    [InlineData("""{"agent":"a","kind":"shell","scriptBase64":"not base64"}""", "invalid-value", "scriptBase64")]
    [InlineData("""{"agent":"a","kind":"shell","script":"a\u0000b"}""", "nul-character", "script")]
    [InlineData("""{"agent":"a","kind":"argv","argv":["a\u0000b"]}""", "nul-character", "argv")]
    [InlineData("""{"agent":"a","kind":"shell","script":"true","env":{"A":"\u0000"}}""", "nul-character", "env.A")]
    [InlineData("""{"agent":"a","kind":"shell","script":"true","labels":{"a":"\udc00"}}""", "invalid-unicode", "labels.a")]
    [InlineData("""{"agent":"a","kind":"shell","script":"true","labels":{"a":"x\r\nFLUSHALL\r\n"}}""", "invalid-label", "labels")]
    [InlineData("""{"agent":"a","kind":"shell","script":"true","timeoutSeconds":1e400}""", "invalid-value", "timeoutSeconds")]
    [InlineData("""{"agent":"a","kind":"shell","script":"true","onLost":"always"}""", "invalid-value", "onLost")]
    [InlineData("""{"agent":"a","kind":"shell","script":"\ud800"}""", "invalid-unicode", "script")]
    [InlineData("""{"agent":"a","kind":"shell","script":"true","env":{"1A":"x"}}""", "invalid-variable", "env")]
    [InlineData("""{"agent":"a","kind":"shell","script":"true","env":{"A=B":"x"}}""", "invalid-variable", "env")]
    [InlineData("""{"agent":"a","kind":"shell","script":"true","env":{"OPS_TASK_ID":"x"}}""", "invalid-variable", "env")]
    [InlineData("""{"agent":"a","kind":"shell","script":"true","workingDirectory":"srv"}""", "invalid-path", "workingDirectory")]
    [InlineData("""{"agent":"a","kind":"shell","script":"true","workingDirectory":"/srv/../etc"}""", "invalid-path", "workingDirectory")]
    [InlineData("""{"agent":"a","kind":"shell","script":"true","labels":{"a b":"x"}}""", "invalid-label", "labels")]
    [InlineData("""{"agent":"a","kind":"shell","script":"true","labels":{"a":"x\u202ey"}}""", "invalid-label", "labels")]
    public async Task AFieldThatIsWrongIsNamed(string body, string code, string field)
    {
        using var answer = await Put("refused", body);

        var problem = await answer.IsProblem(HttpStatusCode.BadRequest, code);
        Assert.Equal([field], problem["errors"]!.AsObject().Select(error => error.Key));
        await IsNotStored("refused");
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]x")]
    [InlineData("""{"agent":"a"} {}""")]
    [InlineData("""{"agent":NaN}""")]
    [InlineData("\ufeff{}")]
    public async Task WhatIsNoJsonIsRefused(string body)
    {
        using var answer = await Put("refused", body);

        await answer.IsProblem(HttpStatusCode.BadRequest, "invalid-json");
    }

    [Fact]
    public async Task ANumberOfFourHundredDigitsIsRefused()
    {
        using var answer = await Put("refused", $$"""{"agent":"a","kind":"shell","script":"true","timeoutSeconds":{{new string('9', 400)}}}""");

        await answer.IsProblem(HttpStatusCode.BadRequest, "invalid-value");
    }

    [Fact]
    public async Task VeryManyNamesAreRefused()
    {
        var names = string.Join(',', Enumerable.Range(0, 80_000).Select(i => $"\"A{i}\":\"\""));
        using var answer = await Put("refused", $$$"""{"agent":"a","kind":"shell","script":"true","env":{{{{names}}}}}""");

        await answer.IsProblem(HttpStatusCode.BadRequest, "too-many-variables");
    }

    [Fact]
    public async Task DeepJsonIsRefused()
    {
        var deep = string.Concat(Enumerable.Repeat("[", 10_000));
        using var answer = await Put("refused", $$"""{"agent":"a","argv":{{deep}}""");

        await answer.IsProblem(HttpStatusCode.BadRequest, "invalid-json");
    }

    [Fact]
    public async Task BadUtf8IsRefused()
    {
        byte[] body = [.. "{\"agent\":\"a\",\"kind\":\"shell\",\"script\":\""u8, 0xC3, 0x28, .. "\"}"u8];
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = new("application/json");
        using var answer = await world.Operator.PutAsync("/api/v1/tasks/refused", content);

        await answer.IsProblem(HttpStatusCode.BadRequest, "invalid-utf8");
        await IsNotStored("refused");
    }

    [Theory]
    [InlineData("script", "script-too-large")]
    [InlineData("stdin", "stdin-too-large")]
    public async Task TextOverTheLimitIsRefused(string field, string code)
    {
        var agent = await world.Enrol($"limit-{field}");
        var task = new JsonObject { ["agent"] = agent.AgentId, ["kind"] = "shell", ["script"] = "true" };

        task[field] = new string('x', Limits.ScriptBytes + 1);
        using var over = await Put($"over-{field}", task.ToJsonString());
        task[field] = new string('x', Limits.ScriptBytes);
        using var full = await Put($"full-{field}", task.ToJsonString());

        await over.IsProblem(HttpStatusCode.BadRequest, code);
        await IsNotStored($"over-{field}");
        Assert.Equal(HttpStatusCode.Created, full.StatusCode);
    }

    [Fact]
    public async Task ABodyOverTheLimitIsRefused()
    {
        // It asks before it sends: else the refusal races with the body, which nobody reads.
        using var client = new HttpClient(new SocketsHttpHandler { Expect100ContinueTimeout = Eventually.Limit }) { BaseAddress = world.Address };
        using var request = new HttpRequestMessage(HttpMethod.Put, "/api/v1/tasks/refused")
        {
            Headers = { ExpectContinue = true, Authorization = world.Operator.DefaultRequestHeaders.Authorization },
            Content = new StringContent($$"""{"script":"{{new string('x', 1024 * 1024)}}"}""", Encoding.UTF8, "application/json"),
        };
        using var answer = await client.SendAsync(request);

        await answer.IsProblem(HttpStatusCode.RequestEntityTooLarge, "body-too-large");
    }

    [Fact]
    public async Task AnotherContentTypeIsRefused()
    {
        using var content = new StringContent("{}", Encoding.UTF8, "text/plain");
        using var answer = await world.Operator.PutAsync("/api/v1/tasks/refused", content);

        await answer.IsProblem(HttpStatusCode.UnsupportedMediaType, "unsupported-media-type");
    }

    [Fact]
    public async Task AnUnknownAgentIsRefused()
    {
        using var answer = await Put("refused", JsonSerializer.Serialize(Some.Task("nobody")));

        var problem = await answer.IsProblem(HttpStatusCode.UnprocessableEntity, "unknown-agent");
        Assert.Contains("nobody", problem["title"]!.GetValue<string>(), StringComparison.Ordinal);
        await IsNotStored("refused");
    }

    [Fact]
    public async Task ANameThatTwoAgentsHaveIsRefused()
    {
        var (one, two) = (await world.Enrol("twin"), await world.Enrol("twin"));
        using var answer = await Put("refused", JsonSerializer.Serialize(Some.Task("twin")));

        var problem = await answer.IsProblem(HttpStatusCode.UnprocessableEntity, "ambiguous-agent");
        Assert.Contains(one.AgentId, problem["detail"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Contains(two.AgentId, problem["detail"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a.b")]
    [InlineData("a%20b")]
    [InlineData("%2e%2e%2fx")]
    [InlineData("a:b*")]
    public async Task AnIdThatIsNoneIsRefused(string id)
    {
        using var answer = await Put(id, JsonSerializer.Serialize(Some.Task("a")));

        await answer.IsProblem(HttpStatusCode.BadRequest, "invalid-id");
    }

    [Fact]
    public async Task ALongIdIsRefused()
    {
        using var answer = await Put(new string('a', 65), JsonSerializer.Serialize(Some.Task("a")));

        await answer.IsProblem(HttpStatusCode.BadRequest, "invalid-id");
    }

    [Theory]
    [InlineData("/api/v1/tasks/x?waitSeconds=61", "waitSeconds")]
    [InlineData("/api/v1/tasks/x?waitSeconds=-1", "waitSeconds")]
    [InlineData("/api/v1/tasks?limit=0", "limit")]
    [InlineData("/api/v1/tasks?limit=501", "limit")]
    [InlineData("/api/v1/tasks?phase=asleep", "phase")]
    [InlineData("/api/v1/tasks?open=maybe", "open")]
    [InlineData("/api/v1/tasks?label=novalue", "label")]
    [InlineData("/api/v1/tasks/x/log?from=0", "from")]
    [InlineData("/api/v1/tasks/x/log?from=1e3", "from")]
    [InlineData("/api/v1/tasks/x/log?stream=both", "stream")]
    [InlineData("/api/v1/tasks/x/log?encoding=latin1", "encoding")]
    [InlineData("/api/v1/agents?state=asleep", "state")]
    public async Task AQueryThatIsWrongIsNamed(string address, string field)
    {
        using var answer = await world.Operator.GetAsync(address);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal([field], (await answer.Json())["errors"]!.AsObject().Select(error => error.Key));
    }

    private async Task<HttpResponseMessage> Put(string id, string body)
    {
        using var content = new StringContent(body, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), "application/json");
        return await world.Operator.PutAsync($"/api/v1/tasks/{id}", content);
    }

    private async Task IsNotStored(string id)
    {
        using var answer = await world.Operator.GetAsync($"/api/v1/tasks/{id}");
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }
}
