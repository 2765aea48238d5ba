using OrleansOps.HostAgent.Configuration;
using OrleansOps.Tests.Support;

namespace OrleansOps.AgentTests.Configuration;

/// <summary>The tables of settings in docs/operations.md are those of the program.</summary>
public sealed class SettingsDocumentTests
{
    private static string Document => File.ReadAllText(Path.Join(PrintedCommands.Root, "docs/operations.md")).ReplaceLineEndings("\n");

    [Fact]
    public void EverySettingIsThere() => Held(
        "| Key | Variable | Option | Default | May be | What it is for |\n|---|---|---|---|---|---|\n",
        AgentSettings.All.Select(setting => $"| `{setting.Key}` | `{setting.Variable}` | {(setting.Option is { } option ? $"`{option}`" : "none")} | {setting.Default} | {setting.Limit} | {setting.Meaning} |"));

    [Fact]
    public void EveryNameOfAnOlderAgentIsThere() => Held(
        "| Key | Is set by |\n|---|---|\n",
        AgentSettings.All
            .Select(setting => (setting.Key, Seeds: SeedSettings.All.Where(seed => seed.Means == setting).ToList()))
            .Where(row => row.Seeds.Count > 0)
            .Select(row => $"| `{row.Key}` | {BySeed(row.Seeds)} |"));

    [Fact]
    public void WhatOlderAgentsSetAndThisOneHasNotIsThere() => Held(
        "| Not used | Because |\n|---|---|\n",
        SeedSettings.All.Where(seed => seed.Means is null).GroupBy(seed => seed.Says).Select(row => $"| {BySeed(row)} | {row.Key} |"));

    private static string BySeed(IEnumerable<SeedSetting> seeds) =>
        string.Join("; ", seeds.GroupBy(seed => seed.Seed).OrderBy(seed => seed.Key).Select(seed => $"{seed.Key} {string.Join(", ", seed.SelectMany(Names).Select(name => $"`{name}`"))}"));

    private static IEnumerable<string> Names(SeedSetting seed) => seed.Variable is { } variable ? [.. seed.Names, variable] : seed.Names;

    private static void Held(string head, IEnumerable<string> rows)
    {
        var table = head + string.Join('\n', rows) + "\n\n";

        Assert.True(Document.Contains(table, StringComparison.Ordinal), $"In docs/operations.md this table must stand:\n\n{table}");
    }
}
