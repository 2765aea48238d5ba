namespace OrleansOps.Cli.Tests;

public sealed class CompletionTests : IAsyncLifetime
{
    private ContractGateway _gateway = null!;

    public async Task InitializeAsync()
    {
        _gateway = await ContractGateway.Start();
        _gateway.Agents.Add(Json.Parse("""{"id":"i1","name":"web-1","labels":{"role":"web"}}""").AsObject());
        _gateway.Has("deploy-42");
    }

    public Task DisposeAsync() => _gateway.DisposeAsync().AsTask();

    [Theory]
    [InlineData("opsctl ta", "tasks")]
    [InlineData("opsctl tasks --op", "--open")]
    [InlineData("opsctl tasks --phase can", "cancelled")]
    [InlineData("opsctl host we", "web-1")]
    [InlineData("opsctl run --on we", "web-1")]
    [InlineData("opsctl hosts -l ro", "role=web")]
    [InlineData("opsctl logs de", "deploy-42")]
    public async Task WhatMayComeNextIsOffered(string line, string offered)
    {
        await using var opsctl = await Opsctl.Run(_gateway, $"[suggest:{line.Length}]", line);

        Assert.Contains(offered, opsctl.ExitsWith(0).Stdout.Split('\n', StringSplitOptions.TrimEntries));
    }

    [Fact]
    public async Task WhoeverIsNotLoggedInIsOfferedNothingAndToldNothing()
    {
        await using var opsctl = await Opsctl.RunWith(Opsctl.Environment(server: null), [], "[suggest:15]", "opsctl host web");

        Assert.Empty(opsctl.ExitsWith(0).Stderr);
    }

    [Theory]
    [InlineData("bash", "complete -o default -F _opsctl opsctl")]
    [InlineData("zsh", "#compdef opsctl")]
    [InlineData("fish", "complete -c opsctl")]
    public async Task EachShellHasItsScript(string shell, string part)
    {
        await using var opsctl = await Opsctl.Run(_gateway, "completion", shell);

        Assert.Contains(part, opsctl.ExitsWith(0).Stdout, StringComparison.Ordinal);
    }

    [Fact]
    public async Task BashCompletesWithIt()
    {
        var script = $$"""
            opsctl() { dotnet '{{Opsctl.Dll}}' "$@"; }
            source <(opsctl completion bash)
            COMP_WORDS=(opsctl run --on we) COMP_CWORD=3 COMP_LINE='opsctl run --on we' COMP_POINT=18
            _opsctl; echo "${COMPREPLY[@]}"
            """;
        await using var bash = await Opsctl.Start(["bash", "-c", script], Opsctl.Environment(_gateway.Address)).Finish();

        Assert.Equal("web-1", bash.ExitsWith(0).Stdout.Trim());
    }
}
