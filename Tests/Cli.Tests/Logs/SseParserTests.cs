using System.Text;

namespace OrleansOps.Cli.Tests;

public sealed class SseParserTests
{
    private const string Sample =
        "\uFEFF: hello\n\nevent: phase\ndata: {\"a\":1}\n\nid: 7\nevent: log\r\ndata: first\r\ndata: s\u00e9cond \u6f22\u5b57\r\n\r\n"
        + "retry: 10\rdata:no blank\rdata:  two blanks\r\r: keep-alive\n\nevent: empty\n\ndata\n\nid\ndata: reset\n\nid: a\0b\ndata: nul\n\nunknown: x\ndata: end\n\ndata: cut";

    private static readonly string[] Expected =
    [
        "phase|-|{\"a\":1}",
        "log|7|first\ns\u00e9cond \u6f22\u5b57",
        "message|7|no blank\n two blanks",
        "message|7|",
        "message||reset",
        "message||nul",
        "message||end",
    ];

    private static readonly byte[] Bytes = Encoding.UTF8.GetBytes(Sample);

    [Fact]
    public void Feed_AllAtOnce() => Assert.Equal(Expected, Parse([Bytes.Length]));

    [Fact]
    public void Feed_ByteByByte() => Assert.Equal(Expected, Parse(Enumerable.Repeat(1, Bytes.Length)));

    [Fact]
    public void Feed_AnySplitInTwo()
    {
        for (var at = 0; at <= Bytes.Length; at++)
        {
            Assert.Equal(Expected, Parse([at, Bytes.Length - at]));
        }
    }

    [Fact]
    public void Feed_AnySplitAtAll()
    {
        for (var seed = 0; seed < 2_000; seed++)
        {
            var random = new Random(seed);
            var events = Parse(RandomSizes(random));
            Assert.True(Expected.SequenceEqual(events), $"Seed {seed} gave: {string.Join(" ; ", events)}");
        }
    }

    [Fact]
    public void Feed_UnfinishedEventIsNotGivenOut() => Assert.Empty(new SseParser().Feed("data: half\n"u8));

    [Fact]
    public void Feed_EventWithoutEndIsRefused()
    {
        var parser = new SseParser();
        var piece = new byte[1024 * 1024];
        Array.Fill(piece, (byte)'x');

        var failure = Assert.Throws<CliException>(() =>
        {
            for (var i = 0; i <= SseParser.EventLimit / piece.Length; i++)
            {
                parser.Feed(piece);
            }
        });

        Assert.Contains("more than 16 MiB", failure.Title, StringComparison.Ordinal);
    }

    private static IEnumerable<int> RandomSizes(Random random)
    {
        for (var left = Bytes.Length; left > 0;)
        {
            var size = random.Next(0, Math.Min(left, 17) + 1);
            left -= size;
            yield return size;
        }
    }

    private static List<string> Parse(IEnumerable<int> sizes)
    {
        var parser = new SseParser();
        var events = new List<string>();
        var at = 0;
        foreach (var size in sizes)
        {
            events.AddRange(parser.Feed(Bytes.AsSpan(at, size)).Select(one => $"{one.Type}|{one.Id ?? "-"}|{Encoding.UTF8.GetString(one.Data.Span)}"));
            at += size;
        }

        return events;
    }
}
