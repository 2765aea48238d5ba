namespace OrleansOps.Cli.Tests;

public sealed class CompletionTests : IAsyncLifetime
{
    private ContractGateway _gateway = null!;

    public async Task InitializeAsync()
    {
        _gateway = await ContractGateway.Start();
        _gateway.Agents.Add(Json.Parse("""{"id":"i1","name":"web-1","labels":{"role":"web"}}""").AsObject());
        _gateway.Has("deploy-42");
        _gateway.HasJob("patch-42");
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
    [InlineData("opsctl run --on ro", "role=web")]
    [InlineData("opsctl run --on ro --pause on", "on-failure")]
    [InlineData("opsctl job pa", "patch-42")]
    [InlineData("opsctl jobs stop pa", "patch-42")]
    [InlineData("opsctl job patch-42 --state und", "undelivered")]
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
    [InlineData("--help", "task <ID>")]
    [InlineData("hosts --help", "drain <HOST>")]
    [InlineData("hosts label --help", "<HOST NAME=VALUE NAME->")]
    [InlineData("cancel --help", "[<ID>...]")]
    public async Task HelpNamesWhatMayStandThereAndDoesNotAskForIt(string line, string named)
    {
        await using var opsctl = await Opsctl.Run(_gateway, line.Split(' '));

        Assert.Contains(named, opsctl.ExitsWith(0).Stdout, StringComparison.Ordinal);
        Assert.Empty(_gateway.Requests);
    }

    [Fact]
    public async Task BashCompletesWithIt()
    {
        using var place = new TemporaryFolder();
        var load = await Install(place, "bash");
        var script = $$"""
            {{load}}
            COMP_WORDS=(opsctl run --on we) COMP_CWORD=3 COMP_LINE='opsctl run --on we' COMP_POINT=18
            _opsctl; echo "${COMPREPLY[@]}"; complete -p opsctl
            """;
        await using var bash = await Opsctl.Start(["bash", "-c", script], Environment(place)).Finish();

        Assert.Equal("web-1\ncomplete -o default -F _opsctl opsctl\n", bash.ExitsWith(0).Stdout);
    }

    [Fact]
    public async Task FishCompletesWithIt()
    {
        using var place = new TemporaryFolder();
        var load = await Install(place, "fish");
        await using var fish = await Opsctl.Start(["fish", "--no-config", "-c", $"{load}; complete -C 'opsctl run --on we'; complete -C '{place.File("bin/opsctl")} ta'"], Environment(place)).Finish();

        Assert.Equal("web-1\ntask\ntasks\n", fish.ExitsWith(0).Stdout);
    }

    [Fact]
    public async Task ZshCompletesWithIt()
    {
        using var place = new TemporaryFolder();
        var load = await Install(place, "zsh");
        await using var zsh = Opsctl.Start(["script", "-qefc", "zsh -f -i", "/dev/null"], Environment(place));   // it completes for somebody at a terminal alone

        await zsh.Type($"PS1=rea''dy; autoload -Uz compinit; compinit -u -D; {load}\n");
        await zsh.StdoutHas("ready");
        await zsh.Type("opsctl run --on we\t");

        await zsh.StdoutHas("opsctl run --on web-1");
    }

    /// <summary>As ./ops up and ./ops publish do; returns the line that they print.</summary>
    private async Task<string> Install(TemporaryFolder place, string shell)
    {
        var program = place.File("bin/opsctl");
        Directory.CreateDirectory(place.File("bin"));
        await File.WriteAllTextAsync(program, $"#!/bin/sh\nexec {ShellText.Join(Opsctl.Program)} \"$@\"\n");
        File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var script = $"""
            set -eu; root=/nowhere; . '{PrintedCommands.Root}/ops.d/completions.sh'
            write_completions '{program}' '{place.File("share")}'
            SHELL=/bin/{shell} load_completions '{place.File("share")}'
            """;
        await using var install = await Opsctl.Start(["bash", "-c", script], Environment(place)).Finish();
        return install.ExitsWith(0).Stdout;
    }

    private Dictionary<string, string?> Environment(TemporaryFolder place) => new(Opsctl.Environment(_gateway.Address), StringComparer.Ordinal)
    {
        ["PATH"] = $"{place.File("bin")}:{System.Environment.GetEnvironmentVariable("PATH")}",
        ["HOME"] = place.File("home"),
    };
}
