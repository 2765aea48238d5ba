using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using OrleansOps.Tests.Gateway.World;

namespace OrleansOps.Tests.Gateway.Operators.Tasks;

/// <summary>What the task says of its script, and what its agent gets.</summary>
public sealed class WhenAScriptIsSubmitted(GatewayWorld world) : IClassFixture<GatewayWorld>
{
    [Fact]
    public async Task WithoutAKindItsFirstLineSaysIt()
    {
        var view = await Submit("kind", new { agent = await Host("kind"), script = "#!/usr/bin/env -S bash -x\necho" });

        Assert.Equal("bash", (string?)view["kind"]);
        Assert.Equal("/usr/bin/env -S bash -x", (string?)view["interpreter"]);
        Assert.False((bool)view["windowsLineEnds"]!);
    }

    [Fact]
    public async Task AByteOrderMarkIsNoPartOfIt()
    {
        var view = await Submit("bom", new { agent = await Host("bom"), script = "\ufeff#!/usr/bin/env python3\nprint()" });

        Assert.Equal("python", (string?)view["kind"]);
        Assert.Equal("#!/usr/bin/env python3\nprint()", await Script("bom"));
    }

    [Fact]
    public async Task WindowsLineEndsStayAndAreSaid()
    {
        var view = await Submit("crlf", new { agent = await Host("crlf"), kind = "shell", script = "#!/bin/sh -e\r\ntrue\r\n" });

        Assert.True((bool)view["windowsLineEnds"]!);
        Assert.Equal("/bin/sh -e", (string?)view["interpreter"]);
        Assert.Equal("#!/bin/sh -e\r\ntrue\r\n", await Script("crlf"));
    }

    [Fact]
    public async Task WindowsLineEndsAreChangedOnWish()
    {
        var view = await Submit("unix", new { agent = await Host("unix"), kind = "shell", script = "a\r\nb\rc\n\r\n", unixLineEnds = true });

        Assert.False((bool)view["windowsLineEnds"]!);
        Assert.Equal("a\nb\rc\n\n", await Script("unix"));
    }

    [Theory]
    [InlineData("#!/usr/bin/perl -w\n1;", "perl")]
    [InlineData("#!/usr/bin/env node\n1", "node")]
    [InlineData("#!/usr/bin/env pwsh\n1", "pwsh")]
    public async Task EachInterpreterThatIsKnownHasItsKind(string script, string kind)
    {
        var view = await Submit("kind-" + kind, new { agent = await Host(kind), script });

        Assert.Equal(kind, (string?)view["kind"]);
    }

    [Fact]
    public async Task AutoTakesWhateverItsFirstLineNames()
    {
        var view = await Submit("auto", new { agent = await Host("auto"), kind = "auto", script = "#!/usr/bin/ruby -w\nputs 1" });

        Assert.Equal(("auto", "/usr/bin/ruby -w"), ((string?)view["kind"], (string?)view["interpreter"]));
    }

    [Fact]
    public async Task WindowsLineEndsAreNoWarningForWhatIsOfWindows()
    {
        var view = await Submit("ps", new { agent = await Host("ps"), kind = "powershell", script = "Get-Date\r\n" });

        Assert.False((bool)view["windowsLineEnds"]!);
    }

    private async Task<string> Host(string name) => (await world.Enrol("script-" + name)).AgentId;

    private async Task<JsonNode> Submit(string id, object task)
    {
        using var answer = await world.Submit(id, task);
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync<JsonNode>())!;
    }

    private async Task<string?> Script(string id) => (string?)(await world.Operator.GetFromJsonAsync<JsonNode>($"/api/v1/tasks/{id}/spec"))!["script"];
}
