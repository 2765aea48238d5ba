using OrleansOps.HostAgent.Cli;
using OrleansOps.Tests.Support;

namespace OrleansOps.AgentTests.Cli;

/// <summary>Every line of ops-agent that documents, units, messages, opsctl and the console print is one that it takes.</summary>
public sealed class EveryPrintedAgentLineTests
{
    [Fact]
    public void TheAgentTakesIt()
    {
        var lines = PrintedProgramLines.Of("ops-agent");

        var wrong = lines.Select(line => (line, Errors: AgentCommands.Create().Parse(line.Words).Errors))
            .Where(line => line.Errors.Count > 0)
            .Select(line => $"{line.line.Place}: ops-agent {string.Join(' ', line.line.Words)}\n  {line.Errors[0].Message}");

        Assert.Empty(wrong);
        Assert.True(lines.Count >= 12, $"There were only {lines.Count} lines:\n{string.Join('\n', lines.Select(line => $"{line.Place}: {string.Join(' ', line.Words)}"))}");
    }
}
