using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace OrleansOps.Cli.Tests;

/// <summary>When the server refuses, its own words are shown, and what to do.</summary>
public sealed class RefusalTests : IAsyncLifetime
{
    private ContractGateway _gateway = null!;

    public async Task InitializeAsync() => _gateway = await ContractGateway.Start();

    public Task DisposeAsync() => _gateway.DisposeAsync().AsTask();

    [Fact]
    public async Task TheProblemsFieldsAreShown()
    {
        Answers(http => ContractGateway.Problem(
            http, 400, "invalid", "The task cannot be taken", "2 fields are wrong.",
            new JsonObject { ["timeoutSeconds"] = new JsonArray("must be 1 to 604800"), ["env"] = new JsonArray("at most 200 variables", "\u001b[31mred") }));

        await using var opsctl = await Opsctl.Run(_gateway, "run", "--on", "web-1", "--", "id");

        opsctl.ExitsWith(ExitCodes.Refused);
        Assert.Equal(
            "opsctl: --timeout: must be 1 to 604800 --env: at most 200 variables --env: \\x1b[31mred\n",
            opsctl.Stderr);
    }

    [Theory]
    [InlineData(422, "unknown-agent", "opsctl hosts lists the hosts.")]
    [InlineData(404, "unknown-token", "opsctl tokens list shows the tokens.")]
    [InlineData(404, "unknown-session", "opsctl sessions list shows the browsers that are logged in.")]
    [InlineData(409, "conflicting-task", "Choose another --id, or leave it out to have one made.")]
    [InlineData(403, "forbidden", "opsctl needs an admin token")]
    [InlineData(413, "script-too-large", "What to do.")]
    public async Task EachSaysWhatToDo(int status, string code, string remedy)
    {
        Answers(http => ContractGateway.Problem(http, status, code, "Refused", "What to do."));

        await using var opsctl = await Opsctl.Run(_gateway, "run", "--on", "web-1", "--", "id");

        Assert.Contains(remedy, opsctl.ExitsWith(ExitCodes.Refused).Stderr, StringComparison.Ordinal);
        _gateway.Single("PUT");
    }

    [Theory]
    [InlineData("tty.columns", "'tty.columns' is 0; it must be 1 to 1000.", "--tty is 0; it must be 1 to 1000.")]
    [InlineData("grace.killSeconds", "must be 0 to 600", "--grace: must be 0 to 600")]
    [InlineData("env.A=B", "'env.A=B' is no name of a variable.", "--env is no name of a variable.")]
    [InlineData("secrets.PASSWORD", "'secrets.PASSWORD' must have a value.", "--secret must have a value.")]
    [InlineData("scriptBase64", "'script' has 2 bytes; the limit is 1.", "--script: --script has 2 bytes; the limit is 1.")]
    [InlineData("kind", "'kind' is 'ruby'; it must be 'shell'.", "--kind is 'ruby'; it must be 'shell'.")]
    public async Task AFieldIsCalledAsItsOptionIs(string field, string text, string said)
    {
        Answers(http => ContractGateway.Problem(http, 400, "invalid", "The task cannot be taken", text, new JsonObject { [field] = new JsonArray(text) }));

        await using var opsctl = await Opsctl.Run(_gateway, "run", "--on", "web-1", "--", "id");

        Assert.Equal($"opsctl: {said}\n", opsctl.ExitsWith(ExitCodes.Refused).Stderr);
    }

    /// <summary>Addresses of the API are for programs.</summary>
    [Theory]
    [InlineData(false, "opsctl: Refused (409 used-up-token).\n  Ask for another one.\n")]
    [InlineData(true, """{"error":{"exitCode":3,"title":"Refused (409 used-up-token).","detail":"Ask for another one.","status":409,"code":"used-up-token","see":"POST /api/v1/join-tokens"}}""" + "\n")]
    public async Task WhereInTheApiToGoOnIsSaidToProgramsAlone(bool json, string said)
    {
        Answers(http => ContractGateway.Json(
            http, """{"title":"Refused","detail":"Ask for another one.","status":409,"code":"used-up-token","see":"POST /api/v1/join-tokens"}""", 409));

        await using var opsctl = await Opsctl.Run(_gateway, [.. (string[])["tokens", "revoke", "0123456789abcdef"], .. json ? (string[])["--json"] : []]);

        Assert.Equal(said, opsctl.ExitsWith(ExitCodes.Refused).Stderr);
    }

    [Fact]
    public async Task AMistypedHostIsAskedBack()
    {
        _gateway.Agents.Add(Json.Parse("""{"id":"i1","name":"vm"}""").AsObject());

        await using var opsctl = await Opsctl.Run(_gateway, "host", "vn");

        Assert.Equal("opsctl: There is no host 'vn'. Did you mean vm?\n  opsctl hosts lists the hosts.\n", opsctl.ExitsWith(ExitCodes.Refused).Stderr);
    }

    [Fact]
    public async Task WithJsonTheProblemIsADocument()
    {
        Answers(http => ContractGateway.Problem(http, 422, "unknown-agent", "Unknown agent", "There is none.", new JsonObject { ["agent"] = new JsonArray("web-9") }));

        await using var opsctl = await Opsctl.Run(_gateway, "run", "--json", "--on", "web-9", "--", "id");

        Assert.Empty(opsctl.ExitsWith(ExitCodes.Refused).Stdout);
        Assert.Equal(
            """{"error":{"exitCode":3,"title":"Unknown agent (422 unknown-agent).","detail":"There is none.","hint":"opsctl hosts lists the hosts.","status":422,"code":"unknown-agent","errors":{"agent":["web-9"]}}}""",
            opsctl.Stderr.TrimEnd());
    }

    [Theory]
    [InlineData(404, "text/html", "<h1>nginx</h1>", "answered 404 Not Found without saying why.", "Is it the address of an OrleansOps gateway?")]
    [InlineData(400, "application/problem+json", "{broken", "answered 400 Bad Request without saying why.", "")]
    [InlineData(200, "text/html", "<h1>hello</h1>", "answered, but not like an OrleansOps gateway.", "Check the address")]
    [InlineData(200, "application/json", "{\"items\":null}", "answered, but not like an OrleansOps gateway.", "The answer cannot be read at $")]
    public async Task AnotherServerIsRecognised(int status, string type, string body, string complaint, string remedy)
    {
        Answers(http =>
        {
            (http.Response.StatusCode, http.Response.ContentType) = (status, type);
            return http.Response.WriteAsync(body);
        });

        await using var opsctl = await Opsctl.Run(_gateway, "hosts");

        opsctl.ExitsWith(ExitCodes.Refused);
        Assert.Contains($"{_gateway.Address} {complaint}", opsctl.Stderr, StringComparison.Ordinal);
        Assert.Contains(remedy, opsctl.Stderr, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ARedirectionIsNotFollowedWithTheToken()
    {
        await using var other = await ContractGateway.Start();
        Answers(http =>
        {
            http.Response.Redirect(other.Address + "/elsewhere");
            return Task.CompletedTask;
        });

        await using var opsctl = await Opsctl.Run(_gateway, "hosts");

        Assert.Contains($"redirects to {other.Address}/elsewhere (302).", opsctl.ExitsWith(ExitCodes.Refused).Stderr, StringComparison.Ordinal);
        Assert.Empty(other.Requests);
    }

    private void Answers(Func<HttpContext, Task> answer) => _gateway.Before = async http =>
    {
        await answer(http);
        return true;
    };
}
