using System.Globalization;
using System.Text;
using OrleansOps.Tests.Hosting;

namespace OrleansOps.Logs;

/// <summary>Two silos on one Redis. The queue that the output goes through is in the memory of the one that leaves.</summary>
public sealed class WhenASiloLeavesUnderOutput(RedisUnderTest redis) : IClassFixture<RedisUnderTest>
{
    private const int Lines = 400;
    private const int LeavesAt = 100;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    [Fact]
    public async Task NoLineIsMissingAndAllAreInOrder()
    {
        await using var first = await SiloUnderTest.OnRedis(redis.Server);
        var agent = await first.Connect("agent-moves");
        await first.Submit("moves-1", "agent-moves");
        await agent.Accept();
        await first.Publish(agent.Batch("moves-1", 1, "0\n"));   // so that all that the output needs lives there
        await using var second = await SiloUnderTest.OnRedis(redis.Server);

        var leaving = Task.CompletedTask;
        var expected = new StringBuilder("0\n");
        for (var line = 1; line < Lines; line++)
        {
            leaving = line == LeavesAt ? first.Stop() : leaving;
            var text = line.ToString(CultureInfo.InvariantCulture) + "\n";
            await Give(second, agent.Batch("moves-1", line + 1, text, expected.Length));
            expected.Append(text);
        }

        await leaving.Within("the silo has left");
        Assert.Equal(expected.ToString(), await Stored(second, "moves-1"));
    }

    /// <summary>As the gateway does it: again until it is taken.</summary>
    private static Task<bool> Give(SiloUnderTest silo, LogBatch batch) => Eventually.Get(
        async () =>
        {
            try
            {
                return await silo.Publish(batch);
            }
            catch (Exception lost) when (lost is OrleansException or TimeoutException)
            {
                await Task.Delay(Pause, TimeProvider.System);
                return false;
            }
        },
        taken => taken,
        $"batch {batch.Seq} is taken");

    private static async Task<string> Stored(SiloUnderTest silo, string taskId)
    {
        var text = new StringBuilder();
        for (long from = 1, end = 2; from < end;)
        {
            var page = await silo.Log(taskId).Read(from, 1_000_000, TimeSpan.Zero);
            text.Append(string.Concat(page.Batches.Select(batch => Encoding.UTF8.GetString(batch.Bytes))));
            from = page.Batches.Count == 0 ? end : page.Batches[^1].Seq + page.Batches[^1].Records;
            end = page.NextSeq;
        }

        return text.ToString();
    }
}
