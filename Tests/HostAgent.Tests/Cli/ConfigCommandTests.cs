using OrleansOps.AgentTests.Configuration;
using OrleansOps.HostAgent.Configuration;

namespace OrleansOps.AgentTests.Cli;

/// <summary>`ops-agent config`, as a user runs it.</summary>
public sealed class ConfigCommandTests
{
    private static readonly Dictionary<string, string> NoVariables = new(StringComparer.Ordinal) { ["OPS_AGENT_CONFIG"] = "" };

    [Fact]
    public async Task Effective_PrintsEverySettingWithItsOrigin_AndNoSecret()
    {
        using var file = new SettingsText("server: [https://a.example.org, https://b.example.org]\njoin_token: join-once\ntask:\n  max_concurrent_tasks: 9\nname: web 1\n");

        var (exitCode, output, error) = await AgentProcess.RunWith(
            new Dictionary<string, string>(NoVariables, StringComparer.Ordinal) { ["OPS_AGENT_LOG_LEVEL"] = "Debug" }, ["config", "--effective", "--config", file.Path, "--keep-free", "1G", "--insecure-http"]);

        Assert.Equal((0, ""), (exitCode, error));
        Assert.Equal(
            [
                $"""server: ["https://a.example.org", "https://b.example.org"]  # {file.Path}:1""",
                $"""name: "web 1"  # {file.Path}:5""",
                $"# join_token: ********  # {file.Path}:2",
                $"slots: 9  # {file.Path}:4 (task.max_concurrent_tasks, of S1)",
                "keep_free: 1G  # --keep-free",
                "insecure_http: true  # --insecure-http",
                "log_level: Debug  # OPS_AGENT_LOG_LEVEL",
            ],
            output.TrimEnd().Split('\n').Where(line => !line.Contains(": (default) ", StringComparison.Ordinal)));
        Assert.Equal(AgentSettings.All.Count, output.TrimEnd().Split('\n').Length);
    }

    [Fact]
    public async Task Effective_CanBeGivenBackAsAFile()
    {
        using var file = new SettingsText("server: https://a.example.org\nslots: 9\nlabels: {env: prod, note: 'a: \"b\" #c'}\nlog_days: 3\nname: '-x'\n");
        var (_, first, _) = await AgentProcess.RunWith(NoVariables, ["config", "--config", file.Path]);
        using var copy = new SettingsText(first);

        var (exitCode, second, _) = await AgentProcess.RunWith(NoVariables, ["config", "--config", copy.Path]);

        Assert.Equal(0, exitCode);
        Assert.Equal(first.Split('\n').Select(WithoutPlace), second.Split('\n').Select(WithoutPlace));
        Assert.Contains("labels: [\"env=prod\", \"note=a: \\\"b\\\" #c\"]", first, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_SaysThatAllIsRight_AndWhatIsTold()
    {
        using var file = new SettingsText("slots: 9\ntask:\n  heartbeat_interval: 10\n");

        var (exitCode, output, error) = await AgentProcess.RunWith(NoVariables, ["config", "--check", "--config", file.Path]);

        Assert.Equal((0, $"The settings are right (file: {file.Path})."), (exitCode, output.Trim()));
        Assert.Equal($"ops-agent: note: {file.Path}:3 (task.heartbeat_interval, of S1) is not used here: the gateway says how often.", error.Trim());
    }

    [Theory]
    [InlineData("config", "--check")]
    [InlineData("config", "--effective")]
    [InlineData("run", "--slots=5")]
    [InlineData("enrol", "--join-token-stdin")]
    public async Task WhatIsWrong_IsSaidLineByLine_AndEndsWithTwo(string command, string option)
    {
        using var file = new SettingsText("solts: 9\nlog_files: \"\\e[2J\"\n");

        var (exitCode, output, error) = await AgentProcess.RunWith(NoVariables, [command, option, "--config", file.Path]);

        Assert.Equal((2, ""), (exitCode, output));
        Assert.Equal(
            [
                $"ops-agent: {file.Path}:1: 'solts' is no setting of the agent. Did you mean slots? 'ops-agent config --help' lists them.",
                $"ops-agent: {file.Path}:2: log_files cannot be '\\x1b[2J'; it must be a whole number from 1 to 1000.",
            ],
            error.TrimEnd().Split('\n'));
    }

    [Fact]
    public async Task AnOption_OutOfItsRange_IsRefusedAsInTheFile()
    {
        var (exitCode, _, error) = await AgentProcess.RunWith(NoVariables, ["run", "--slots", "1001"]);

        Assert.Equal((2, "ops-agent: --slots: slots cannot be '1001'; it must be a whole number from 1 to 1000."), (exitCode, error.Trim()));
    }

    [Fact]
    public async Task ATokenAsAnArgument_IsRefusedWithWhatToDo()
    {
        var (exitCode, _, error) = await AgentProcess.RunWith(NoVariables, ["run", "--token", "secret-of-mine", "--server-url", "ws://localhost:8000"]);

        Assert.NotEqual(0, exitCode);
        Assert.Contains("Give it with --join-token-file FILE, or as join_token in the settings file.", error, StringComparison.Ordinal);
        Assert.DoesNotContain("secret-of-mine", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_NamesEachSettingWithKeyVariableDefaultAndLimit()
    {
        var (exitCode, output, _) = await AgentProcess.RunWith(NoVariables, ["config", "--help"]);

        Assert.Equal(0, exitCode);
        var text = string.Join(' ', output.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        Assert.All(
            AgentSettings.All.Where(setting => setting.Option is not null),
            setting => Assert.Contains($"{setting.Meaning}: {setting.Limit}. [{setting.Key}, {setting.Variable}; default: {setting.Default}]", text, StringComparison.Ordinal));
    }

    private static string WithoutPlace(string line) => line.LastIndexOf("  # ", StringComparison.Ordinal) is > 0 and var at ? line[..at] : line;
}
