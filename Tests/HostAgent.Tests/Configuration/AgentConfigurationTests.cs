using OrleansOps.HostAgent.Configuration;
using Serilog.Events;

namespace OrleansOps.AgentTests.Configuration;

public sealed class AgentConfigurationTests
{
    private static readonly string[] Two = ["a.example.org", "b.example.org"];

    [Fact]
    public void ALaterSource_GoesBeforeAnEarlierOne_AndEachValueSaysWhereItIsFrom()
    {
        using var file = new SettingsText("""
            # of this host
            server: https://file.example.org
            slots: 7
            log_level: warn
            keep_free: 1G
            """);

        var read = AgentConfiguration.Read(
            file.Path,
            new Dictionary<string, string>(StringComparer.Ordinal) { ["OPS_AGENT_SLOTS"] = "8", ["OPS_AGENT_SERVER"] = "https://variable.example.org", ["OPS_AGENT_DATA"] = "" },
            [new GivenValue(AgentSettings.Server, ["https://argument.example.org"], "--server")]);

        Assert.Equal(("https://argument.example.org", 8, LogEventLevel.Warning, 1L << 30), (read.Options.Server, read.Options.Slots, read.Options.LogLevel, read.Options.KeepFreeBytes));
        Assert.Equal(
            [("server", "--server"), ("slots", "OPS_AGENT_SLOTS"), ("keep_free", $"{file.Path}:5"), ("log_level", $"{file.Path}:4")],
            read.Values.Where(value => value.Place is not null).Select(value => (value.Setting.Key, value.Place)));
        Assert.Equal((file.Path, 0), (read.File, read.Notes.Count));
    }

    [Theory]
    [InlineData("server: https://a.example.org, https://b.example.org")]
    [InlineData("server: [https://a.example.org, https://b.example.org]")]
    [InlineData("server:\n- https://a.example.org\n- https://b.example.org")]
    [InlineData("""{ "server": ["https://a.example.org", "https://b.example.org"], "slots": 7, "insecure_http": true }""")]
    public void SeveralGateways_AreATextOrAList_AndJsonIsYaml(string text)
    {
        using var file = new SettingsText(text);

        var options = file.Read().Options;

        Assert.Equal(Two, options.Gateways(options.Server!).Select(gateway => gateway.Server.Host));
    }

    [Theory]
    [InlineData("labels: env=prod, rack=7")]
    [InlineData("labels: [env=prod, rack=7]")]
    [InlineData("labels:\n  env: prod\n  rack: 7")]
    public void Labels_AreATextOrAListOrAMapping(string text)
    {
        using var file = new SettingsText(text);

        Assert.Equal([("env", "prod"), ("rack", "7")], file.Read().Options.Labels.Select(label => (label.Key, label.Value)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("# nothing\n")]
    [InlineData("---\n")]
    [InlineData("slots:\nlog_file: ~\ndata: \"\"\nserver: []\n")]
    public void WhatSaysNothing_LeavesTheDefaults(string text)
    {
        using var file = new SettingsText(text);

        Assert.All(file.Read().Values, value => Assert.Null(value.Place));
    }

    [Theory]
    [InlineData("slots: 3\nsolts: 7", "FILE:2: 'solts' is no setting of the agent. Did you mean slots? 'ops-agent config --help' lists them.")]
    [InlineData("\n\nlog_levle: Debug", "FILE:3: 'log_levle' is no setting of the agent. Did you mean log_level? 'ops-agent config --help' lists them.")]
    [InlineData("connection:\n  agent_server_ulr: ws://x", "FILE:2: 'connection.agent_server_ulr' is no setting of the agent. Did you mean connection.agent_server_url? 'ops-agent config --help' lists them.")]
    [InlineData("colour: red", "FILE:1: 'colour' is no setting of the agent. 'ops-agent config --help' lists them.")]
    [InlineData("slots: many", "FILE:1: slots cannot be 'many'; it must be a whole number from 1 to 1000.")]
    [InlineData("slots: 0", "FILE:1: slots cannot be '0'; it must be a whole number from 1 to 1000.")]
    [InlineData("slots: [1, 2]", "FILE:1: slots cannot be 2 values; it must be a whole number from 1 to 1000.")]
    [InlineData("log_format: xml", "FILE:1: log_format cannot be 'xml'; it must be text or json.")]
    [InlineData("keep_free: 2E", "FILE:1: keep_free cannot be '2E'; it must be 0 to 1024T bytes (K, M, G and T are units of 1024).")]
    [InlineData("labels: prod", "FILE:1: labels cannot be 'prod'; it must be at most 32 of name=value, as a list, a mapping or with commas between.")]
    [InlineData("join_token: two words", "FILE:1: join_token cannot be what is not shown; it must be one word of letters, digits, '_' and '-', at most 1024 characters, in a file that others may not read.")]
    [InlineData("server: http://ops.example.org", "FILE:1: --server uses http:// to another host, which would send the agent's token in the clear. Use https://, or add --insecure-http if you accept that.")]
    [InlineData("slots: 1\nslots: 2", "FILE:2: 'slots' is set twice; the first time in line 1.")]
    [InlineData("slots: 1\nSlots: 2", "FILE:2: 'Slots' is set twice; the first time in line 1.")]
    [InlineData("slots: &n 3\nlog_files: *n", "FILE:2: References (*name) are not taken: write the value out.")]
    [InlineData("- slots", "FILE:1: A settings file holds lines of 'key: value'.")]
    [InlineData("slots", "FILE:1: A settings file holds lines of 'key: value'.")]
    [InlineData("slots: 1\n---\nslots: 2", "FILE:2: A settings file is one document; a second one begins here.")]
    [InlineData("server: [{a: b}]", "FILE:1: A list holds texts alone.")]
    public void WhatIsWrong_IsSaidWithFileAndLineAndWhatIsRight(string text, string problem)
    {
        using var file = new SettingsText(text);

        Assert.Equal([problem], file.Refused());
    }

    [Theory]
    [InlineData("slots: 'a", 1)]
    [InlineData("slots: 1\n\tlog_files: 2", 2)]
    [InlineData("slots: 1\nserver: [a", 3)]
    [InlineData("a: {b: [c, {d: ", 2)]
    public void WhatIsNoYaml_IsSaidWithItsLine(string text, int line)
    {
        using var file = new SettingsText(text);

        var problem = file.Refused()[^1];

        Assert.StartsWith("FILE:", problem, StringComparison.Ordinal);
        Assert.Contains(": This is no YAML: ", problem, StringComparison.Ordinal);
        Assert.InRange(int.Parse(problem.Split(':')[1]), 1, line);
    }

    [Fact]
    public void AllThatIsWrong_IsSaidAtOnce()
    {
        using var file = new SettingsText("solts: 7\nlog_files: none\n");

        var problems = file.Refused(("OPS_AGENT_LOG_DAYS", "-1"));

        Assert.Equal(3, problems.Count);
        Assert.Equal("OPS_AGENT_LOG_DAYS: log_days cannot be '-1'; it must be a whole number of days from 0 to 3650; 0: as many as log_files says.", problems[^1]);
    }

    [Fact]
    public void AFileThatOthersMayWrite_IsRefused()
    {
        using var file = new SettingsText("slots: 3", UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherWrite);

        Assert.Contains("are not safe to use. Others may write to 'FILE'", Assert.Single(file.Refused()), StringComparison.Ordinal);
    }

    [Fact]
    public void ATokenInAFileThatOthersMayRead_IsRefused_AndTakenFromOneThatTheyMayNot()
    {
        const UnixFileMode OthersRead = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead;
        using var open = new SettingsText("slots: 3\njoin_token: join-once", OthersRead);
        using var closed = new SettingsText("slots: 3\njoin_token: join-once");

        Assert.Equal(["FILE:2: There is a token in this file, and others may read it. Run: chmod 600 FILE"], open.Refused());
        Assert.Equal("join-once", closed.Read().Options.JoinToken);
    }

    [Fact]
    public void TheTokensFile_TakesThePlaceOfATokenThatWasSaidBefore()
    {
        using var file = new SettingsText("join_token: join-once");

        var read = file.Read(("OPS_AGENT_JOIN_TOKEN_FILE", "/run/token"));

        Assert.Equal((null, "/run/token"), (read.Options.JoinToken, read.Options.JoinTokenFile));
        Assert.Equal(["join_token_file"], read.Values.Where(value => value.Place is not null).Select(value => value.Setting.Key));
    }

    [Fact]
    public void AFileThatIsNotThere_OrTooLarge_IsRefused()
    {
        using var large = new SettingsText(new string('#', (64 * 1024) + 1));

        Assert.Equal(["FILE: A settings file has at most 64 KiB."], large.Refused());
        var gone = Assert.Throws<SettingsRefusedException>(() => SettingsText.Read(large.Path + ".gone"));
        Assert.Contains(".gone' cannot be read:", gone.Message, StringComparison.Ordinal);
        Assert.Equal(2, gone.ExitCode);
    }

    [Fact]
    public void AVariableThatLooksLikeOneOfOurs_IsToldAndNoError()
    {
        using var file = new SettingsText("");

        var read = file.Read(("OPS_AGENT_SLOT", "3"), ("OPS_AGENT_ID", "x"), ("OPS_AGENT_PORT_8080_TCP_ADDR", "10.0.0.1"), ("OPS_AGENT_CONFIG", "y"));

        Assert.Equal(["OPS_AGENT_SLOT is no setting of the agent. Did you mean OPS_AGENT_SLOTS?"], read.Notes);
    }
}
