namespace OrleansOps.EndToEnd;

/// <summary>Rules on commands, from a file to a host, with every process as it is.</summary>
public sealed class WhenCommandsHaveRules
{
    [Fact]
    public async Task WhatIsBlockedNeverRuns_WhateverTheDoor_AlsoAfterTheControlPlaneWasKilled()
    {
        await using var world = await OpsWorld.Start();
        await world.StartAgent("web-1");
        var file = Path.Combine(world.Root, "rules.yaml");
        var mark = Path.Combine(world.Root, "mark");
        await File.WriteAllTextAsync(file, """
            rules:
              - name: no-marks
                expression: 'touch\s'
                on: name=web-*
                action: block
                message: Marks are made by hand.
              - name: look-twice
                expression: 'rm -r'
                action: warn
            """);

        Assert.Contains("There are 2 rules now, version 1.", await Opsctl.Run(world, 0, "rules", "set", "-f", file), StringComparison.Ordinal);
        Assert.Matches("(?m)^no-marks +block ", await Opsctl.Run(world, 0, "rules", "list"));
        Assert.Matches("(?m)^no-marks +block ", await Opsctl.Run(world, 1, "rules", "test", $"touch {mark}", "--on", "web-1"));
        Assert.Contains("No rule fits it.", await Opsctl.Run(world, 0, "rules", "test", "uptime"), StringComparison.Ordinal);
        var tries = 0;
        await Eventually.Get(
            async () =>
            {
                using var answer = await world.Api.Put($"/api/v1/tasks/try-{++tries}", new { agent = "web-1", kind = "shell", script = "touch /dev/null" });
                return (int)answer.StatusCode;
            },
            status => status == 409,
            "the rule holds");

        Assert.Contains("blocked by rule 'no-marks': Marks are made by hand.", await Opsctl.Run(world, 3, "run", "--on", "web-1", "-c", $"touch {mark}"), StringComparison.Ordinal);
        Assert.Contains("blocked by rule", await Opsctl.Run(world, 3, "run", "--on", "web-1", "--", "touch", mark), StringComparison.Ordinal);
        Assert.Contains("blocked by rule", await Opsctl.Run(world, 1, "run", "--on", "name=web-1", "-c", $"touch {mark}"), StringComparison.Ordinal);
        Assert.Contains("It is met by rule 'look-twice'", await Opsctl.Run(world, 0, "run", "--on", "web-1", "--id", "warned", "-c", "rm -rf nothing"), StringComparison.Ordinal);
        Assert.Matches("(?m)^Warnings: +rule 'look-twice'$", await Opsctl.Run(world, 0, "task", "warned"));

        await world.Gateway.KillNow();
        await world.StartGateway();
        Assert.Contains("blocked by rule", await Opsctl.Run(world, 3, "run", "--on", "web-1", "-c", $"touch {mark}"), StringComparison.Ordinal);
        Assert.False(File.Exists(mark));
        Assert.Contains("version 1: no-marks, look-twice", await Opsctl.Run(world, 0, "audit", "--json"), StringComparison.Ordinal);
    }
}
