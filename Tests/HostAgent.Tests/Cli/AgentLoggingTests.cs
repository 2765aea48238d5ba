using System.Text.Json;
using Microsoft.Extensions.Logging;
using OrleansOps.HostAgent.Cli;
using OrleansOps.HostAgent.Configuration;
using OrleansOps.HostAgent.Tasks;
using Serilog.Core;

namespace OrleansOps.AgentTests.Cli;

public sealed partial class AgentLoggingTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    private string LogFile => Path.Join(_directory.Path, "agent.log");

    [Fact]
    public void AFileThatIsFull_IsFollowedByTheNext_AndTheOldestGoes()
    {
        Log(new AgentOptions { LogFile = LogFile, LogFileBytes = 64 << 10, LogFiles = 3 }, lines: 5_000);

        var files = Directory.GetFiles(_directory.Path);
        Assert.Equal(3, files.Length);
        Assert.All(files, file => Assert.InRange(new FileInfo(file).Length, 1, 66 << 10));
    }

    [Fact]
    public void AFileThatIsOld_Goes()
    {
        var old = Path.Join(_directory.Path, "agent_001.log");
        File.WriteAllText(old, "of last month");
        File.SetLastWriteTimeUtc(old, TimeProvider.System.GetUtcNow().UtcDateTime.AddDays(-31));

        Log(new AgentOptions { LogFile = LogFile, LogFileBytes = 64 << 10, LogFiles = 100, LogDays = 30 }, lines: 2_000);

        Assert.DoesNotContain("of last month", Directory.GetFiles(_directory.Path).Select(File.ReadAllText));
    }

    [Fact]
    public void AsJson_EachLineIsAnObject_WhateverTheMessageSays()
    {
        Log(new AgentOptions { LogFile = LogFile, LogsJson = true }, lines: 1, "a \"b\"\n\u001b[2J");

        using var line = JsonDocument.Parse(Assert.Single(File.ReadAllLines(LogFile)));
        Assert.Equal("Line 0 says \"a \\\"b\\\"\\n\\x1b[2J\"", line.RootElement.GetProperty("RenderedMessage").GetString());
        Assert.Equal("Information", line.RootElement.GetProperty("Level").GetString());
    }

    public void Dispose() => _directory.Dispose();

    private static void Log(AgentOptions options, int lines, string says = "what it says here")
    {
        using var loggers = AgentLogging.Create(options, new LoggingLevelSwitch(options.LogLevel), new TaskTraces());
        var log = loggers.CreateLogger<AgentLoggingTests>();
        for (var line = 0; line < lines; line++)
        {
            LogLine(log, line, says);
        }
    }

    [LoggerMessage(1, LogLevel.Information, "Line {Number} says {Words}")]
    private static partial void LogLine(ILogger log, int number, string words);
}
