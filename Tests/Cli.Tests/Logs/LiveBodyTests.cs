using System.Net.ServerSentEvents;
using System.Text;

namespace OrleansOps.Cli.Tests;

public sealed class LiveBodyTests
{
    [Fact]
    public async Task AnEventWithoutAnEndIsRefused()
    {
        using var body = new LiveBody(new Endless(), lost => new CliException(ExitCodes.Unreachable, lost.Message));

        var failure = await Assert.ThrowsAsync<CliException>(() => Read(body).AsTask());

        Assert.Contains("more than 16 MiB", failure.Title, StringComparison.Ordinal);
    }

    [Fact]
    public async Task EventsThatEndMayBeAsManyAsThereAre()
    {
        var events = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat($"data: {new string('x', 60_000)}\n\n", 600)));
        using var body = new LiveBody(new MemoryStream(events), lost => new CliException(ExitCodes.Unreachable, lost.Message));

        Assert.Equal(600, await Read(body));
    }

    private static async ValueTask<int> Read(LiveBody body)
    {
        var count = 0;
        await foreach (var happened in SseParser.Create(body).EnumerateAsync())
        {
            Assert.NotEmpty(happened.Data);
            body.EventEnded();
            count++;
        }

        return count;
    }

    private sealed class Endless : MemoryStream
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            buffer.Span.Fill((byte)'x');
            return ValueTask.FromResult(buffer.Length);
        }
    }
}
