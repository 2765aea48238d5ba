using System.Globalization;

namespace OrleansOps.EndToEnd;

public sealed class WhenAnOperatorUsesTheCommandLine(RunningWorld running) : IClassFixture<RunningWorld>
{
    private OpsWorld World => running.World;

    [Fact]
    public async Task LynisAuditsTheHostWithItsColoursIntact()
    {
        await using var run = Opsctl.StartInTerminal(World, "run", "--on", "host-1", "--id", "lynis", "--timeout", "10m", "--", "lynis", "audit", "system", "--quick", "--no-plugins", "--tests-from-group", "authentication,kernel");

        var exit = await run.Ended(TimeSpan.FromMinutes(8));

        var task = await World.Api.Complete("lynis");
        Assert.Equal(task["exitCode"]!.GetValue<int>(), exit);
        Assert.Contains("\u001b[", run.Output, StringComparison.Ordinal);
        Assert.Contains("Lynis security scan details", run.Output, StringComparison.Ordinal);
        Assert.Contains("Lynis security scan details", System.Text.Encoding.UTF8.GetString(await World.Api.RawLog("lynis")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("exit 0", 0)]
    [InlineData("exit 42", 42)]
    public async Task TheExitCodeOfAScriptIsTheCommandsOwn(string script, int expected)
    {
        var file = Path.Combine(World.Root, string.Create(CultureInfo.InvariantCulture, $"exit-{expected}.sh"));
        await File.WriteAllTextAsync(file, $"echo out\necho err >&2\n{script}\n");
        await using var run = Opsctl.Start(World, "run", "--on", "host-1", "--script", file);

        Assert.Equal(expected, await run.Ended());

        Assert.Contains("out", run.Output, StringComparison.Ordinal);
        Assert.Contains("err", run.Output, StringComparison.Ordinal);
    }
}
