using System.Globalization;
using System.Text;

namespace OrleansOps.EndToEnd;

public sealed class WhenATaskHasATerminal(RunningWorld running) : IClassFixture<RunningWorld>
{
    private OpsWorld World => running.World;

    [Fact]
    public async Task ItPrintsAsToAPerson_AndItsTwoStreamsAreOneInTheExactOrder()
    {
        await World.Api.Submit("t", new { agent = "host-1", kind = "bash", script = "stty size; ls --color=auto -d /; for i in {1..500}; do echo out $i; echo err $i >&2; done", tty = new { rows = 50 } });
        await World.Api.Complete("t");

        var log = Encoding.UTF8.GetString(await World.Api.RawLog("t"));

        var lines = string.Concat(Enumerable.Range(1, 500).Select(i => string.Create(CultureInfo.InvariantCulture, $"out {i}\nerr {i}\n")));
        Assert.StartsWith("50 80\n", log, StringComparison.Ordinal);
        Assert.Contains("\u001b[", log, StringComparison.Ordinal);
        Assert.EndsWith(lines, log, StringComparison.Ordinal);
        var task = await World.Api.Get("/api/v1/tasks/t");
        Assert.Equal("""{"columns":80,"rows":50}""", task["tty"]!.ToJsonString());
        Assert.Equal(0, task["log"]!["stderrBytes"]!.GetValue<long>());
    }

    [Fact]
    public async Task ItIsAskedForAgainAsItWas()
    {
        await World.Api.Submit("first", new { agent = "host-1", kind = "shell", script = "stty size", tty = new { columns = 132, rows = 43 } });
        await World.Api.Complete("first");

        await World.Api.Submit("second", await World.Api.Get("/api/v1/tasks/first/spec"));
        await World.Api.Complete("second");

        Assert.Equal("43 132\n", Encoding.UTF8.GetString(await World.Api.RawLog("second")));
    }
}
