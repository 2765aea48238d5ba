using System.Globalization;
using System.Text;

namespace OrleansOps.EndToEnd;

public sealed class WhenRealScriptsRun(RunningWorld running) : IClassFixture<RunningWorld>
{
    private OpsWorld World => running.World;

    [Fact]
    public async Task TwoHundredThousandLinesOverAMinuteArriveWholeAndInOrder()
    {
        const string script = """
            n=0
            for second in $(seq 60); do
              seq $((n + 1)) $((n + 3334)) | head -n $((200000 - n)) | sed 's/^/line /'
              n=$((n + 3334)); [ $n -gt 200000 ] && n=200000
              sleep 1
            done
            """;
        await World.Api.Submit("lines-200k", new { agent = "host-1", kind = "shell", script });

        var task = await World.Api.Complete("lines-200k", TimeSpan.FromMinutes(4));

        Assert.Equal("succeeded", OpsApi.Phase(task));
        NumberedLines.AssertWhole(await World.Api.RawLog("lines-200k"), 200_000);
        await AssertNumbered("lines-200k", task["log"]!["nextSeq"]!.GetValue<long>(), lines: 200_000);
    }

    [Fact]
    public async Task APythonScriptReadsItsInputAndItsEnvironment()
    {
        const string script = """
            import os, sys
            for line in sys.stdin:
                print(os.environ["GREETING"], line.strip())
            print("done", file=sys.stderr)
            sys.exit(3)
            """;
        await World.Api.Submit("python", new
        {
            agent = "host-1",
            kind = "python",
            script,
            stdin = "Ada\nGrace\n",
            env = new Dictionary<string, string> { ["GREETING"] = "hello, 世界," },
        });

        var task = await World.Api.Complete("python");

        Assert.True(task["exitCode"]!.GetValue<int>() == 3, $"{task}\n{Encoding.UTF8.GetString(await World.Api.RawLog("python"))}");
        Assert.Equal("failed", OpsApi.Phase(task));
        Assert.Equal("hello, 世界, Ada\nhello, 世界, Grace\n", Encoding.UTF8.GetString(await World.Api.RawLog("python", "stdout")));
        Assert.Equal("done\n", Encoding.UTF8.GetString(await World.Api.RawLog("python", "stderr")));
    }

    [Fact]
    public async Task BytesThatAreNotUtf8ComeBackAsTheyWere()
    {
        // A GBK script, "你好" in its source and in its output.
        byte[] script = [.. "echo '"u8, 0xC4, 0xE3, 0xBA, 0xC3, .. "'\n"u8];
        await World.Api.Submit("gbk", new { agent = "host-1", kind = "shell", scriptBase64 = Convert.ToBase64String(script) });

        await World.Api.Complete("gbk");

        Assert.Equal([0xC4, 0xE3, 0xBA, 0xC3, (byte)'\n'], await World.Api.RawLog("gbk"));
        var page = await World.Api.Get("/api/v1/tasks/gbk/log?encoding=gb18030");
        Assert.Equal("你好\n", page["records"]![0]!["text"]!.GetValue<string>());
    }

    [Fact]
    public async Task TenMegabytesOnOneLineComeBackAsOneLine()
    {
        await World.Api.Submit("one-line", new
        {
            agent = "host-1",
            kind = "shell",
            script = "head -c 10485760 /dev/zero | tr '\\0' 'x'; echo",
        });

        var task = await World.Api.Complete("one-line", TimeSpan.FromMinutes(1));
        var log = await World.Api.RawLog("one-line");

        Assert.Equal("succeeded", OpsApi.Phase(task));
        Assert.Equal(10 * 1024 * 1024 + 1, log.Length);
        Assert.Equal(-1, log.AsSpan(0, log.Length - 1).IndexOfAnyExcept((byte)'x'));
    }

    [Fact]
    public async Task FiftyTasksAtOnceRunFiveAtATime()
    {
        var trace = Path.Combine(World.Root, "fifty");
        var script = $"echo + >> '{trace}'; sleep 0.3; echo - >> '{trace}'";
        var ids = Enumerable.Range(1, 50).Select(i => string.Create(CultureInfo.InvariantCulture, $"fifty-{i}")).ToList();

        await Task.WhenAll(ids.Select(id => World.Api.Submit(id, new { agent = "host-1", kind = "shell", script })));

        foreach (var id in ids)
        {
            Assert.Equal("succeeded", OpsApi.Phase(await World.Api.Terminal(id, TimeSpan.FromMinutes(2))));
        }

        var (now, most) = (0, 0);
        foreach (var mark in await File.ReadAllLinesAsync(trace))
        {
            now += mark == "+" ? 1 : -1;
            most = Math.Max(most, now);
        }

        Assert.Equal(0, now);
        Assert.Equal(5, most);
    }

    /// <summary>Records are numbered without a gap, and each ends its line but for the first pieces of a line that came in several.</summary>
    private async Task AssertNumbered(string id, long nextSeq, int lines)
    {
        var (expected, ended) = (1L, 0);
        while (expected < nextSeq)
        {
            var page = await World.Api.Get($"/api/v1/tasks/{id}/log?from={expected}&limit=5000");
            Assert.NotEmpty(page["records"]!.AsArray());
            foreach (var record in page["records"]!.AsArray())
            {
                Assert.Equal(expected++, record!["seq"]!.GetValue<long>());
                ended += record["text"]!.GetValue<string>().EndsWith('\n') ? 1 : 0;
            }
        }

        Assert.Equal((nextSeq, lines), (expected, ended));
    }
}
