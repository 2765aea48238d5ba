using System.Globalization;
using System.Text;

namespace OrleansOps.EndToEnd;

public sealed class WhenATaskPrintsToBothStreams(RunningWorld running) : IClassFixture<RunningWorld>
{
    private OpsWorld World => running.World;

    [Fact]
    public async Task ItsLogHasTheOrderOfWriting()
    {
        var expected = string.Concat(Enumerable.Range(1, 6).Select(i => $"out {i}\nerr {i}\n"));
        for (var run = 1; run <= 20; run++)
        {
            var id = string.Create(CultureInfo.InvariantCulture, $"turns-{run}");
            await World.Api.Submit(id, new { agent = "host-1", kind = "shell", script = "for i in 1 2 3 4 5 6; do echo out $i; echo err $i >&2; done" });
            await World.Api.Complete(id);

            Assert.Equal(expected, Encoding.UTF8.GetString(await World.Api.RawLog(id)));
        }
    }

    [Fact]
    public async Task TwoThousandPairsAreStoredInTheirOrder()
    {
        const int OneWakeUp = 256;   // writes that wait in a pipe
        await World.Api.Submit("pairs", new { agent = "host-1", kind = "shell", script = "i=0; while [ $i -lt 2000 ]; do echo out $i; echo err $i >&2; i=$((i+1)); done" });
        await World.Api.Complete("pairs", TimeSpan.FromSeconds(120));   // four thousand runs of bytes, each a batch of its own

        var lines = Encoding.UTF8.GetString(await World.Api.RawLog("pairs")).Split('\n')[..^1];

        Assert.Equal(4_000, lines.Length);
        Assert.InRange(lines.Select((line, place) => Math.Abs(place - PlaceOf(line))).Max(), 0, OneWakeUp);
    }

    [Fact]
    public async Task EachRecordHasTheTimeOfItsWriting_AlsoIfTheAgentWasAway()
    {
        await World.Api.Submit("away", new { agent = "host-1", kind = "shell", script = "date +%s%3N; sleep 1; date +%s%3N; sleep 1; date +%s%3N >&2; sleep 1; date +%s%3N" });
        await World.Api.InPhase("away", "running");
        await running.Agent.Process.KillNow();
        var record = Path.Combine(running.Agent.Data, "tasks", "away.1.claim");
        await Eventually.Holds(() => File.ReadAllText(record).Contains("\nX ", StringComparison.Ordinal), "the task ends while its agent is away");
        running.Agent.Start();
        await World.Api.Complete("away");

        var page = await World.Api.Get("/api/v1/tasks/away/log");
        var records = page["records"]!.AsArray().Select(record => (Text: record!["text"]!.GetValue<string>(), At: record["at"]!.GetValue<DateTimeOffset>())).ToList();

        var told = records.Select(record => DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(record.Text, CultureInfo.InvariantCulture))).ToList();
        Assert.Equal(4, told.Count);
        Assert.All(records.Zip(told), pair => Assert.True(pair.First.At >= pair.Second, $"A record is from {pair.First.At:O}, and was written after {pair.Second:O}"));
        Assert.All(records.Zip(told.Skip(1)), pair => Assert.True(pair.First.At < pair.Second, $"A record is from {pair.First.At:O}, and the next was written after {pair.Second:O}"));
    }

    /// <summary>Where "out 7" and "err 7" belong.</summary>
    private static int PlaceOf(string line) =>
        (2 * int.Parse(line.AsSpan(4), CultureInfo.InvariantCulture)) + (line.StartsWith("err", StringComparison.Ordinal) ? 1 : 0);
}
