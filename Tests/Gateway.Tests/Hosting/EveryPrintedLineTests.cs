using Microsoft.AspNetCore.Builder;
using OrleansOps.Hosting;

namespace OrleansOps.Tests.Gateway.Hosting;

/// <summary>Every line of ops-gateway and ops-silo that documents, units and messages print has settings that they read.</summary>
public sealed class EveryPrintedLineTests
{
    private static readonly string[] WithoutSection = ["urls", "store"];

    [Fact]
    public void TheGatewayTakesIt() => AllTaken("ops-gateway", 4, (builder, words) => builder.AddGatewaySettings(words));

    [Fact]
    public void TheSiloTakesIt() => AllTaken("ops-silo", 3, (builder, words) => builder.AddSettings(words, (SiloOptions.Section, typeof(SiloOptions))));

    private static void AllTaken(string program, int least, Action<WebApplicationBuilder, string[]> read)
    {
        var lines = PrintedProgramLines.Of(program);

        var wrong = lines.Select(line => (line, Refused: Refused(line.Words, read))).Where(line => line.Refused is not null)
            .Select(line => $"{line.line.Place}: {program} {string.Join(' ', line.line.Words)}\n  {line.Refused}");

        Assert.Empty(wrong);
        Assert.True(lines.Count >= least, $"There were only {lines.Count} lines of {program}.");
    }

    private static string? Refused(string[] words, Action<WebApplicationBuilder, string[]> read)
    {
        var builder = WebApplication.CreateBuilder([]);
        try
        {
            read(builder, words);
        }
        catch (RefusedSettingException refused)
        {
            return refused.Message;
        }

        // What stands in no section is refused by nobody.
        return words.Where(word => word.StartsWith("--", StringComparison.Ordinal)).Select(word => word[2..].Split('=')[0])
            .FirstOrDefault(name => !name.Contains(':', StringComparison.Ordinal) && !WithoutSection.Contains(name, StringComparer.OrdinalIgnoreCase));
    }
}
