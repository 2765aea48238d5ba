using System.Text.Json.Nodes;

namespace OrleansOps.EndToEnd;

/// <summary>A person at a shell of a host, with the agent, the gateway and the store as they are.</summary>
public sealed class WhenAShellIsOpened(RunningWorld running) : IClassFixture<RunningWorld>
{
    private const string Password = "correct-horse-battery-staple";

    private OpsWorld World => running.World;

    [Fact]
    public async Task ItDoesWhatIsTyped_HasTheSizeOfTheScreen_AndIsRecorded()
    {
        var shell = await ShellOfHost.Open(World, "shell", new { agent = "host-1", input = new { }, tty = new { columns = 100, rows = 30 } });
        await shell.Type("stty size; echo $((6*7)), $0\n");
        await shell.Shows("30 100\r\n42,");

        using var resized = await World.Api.Put("/api/v1/tasks/shell/terminal", new { columns = 132, rows = 43 });
        await shell.Type("stty size\n");
        await shell.Shows("43 132\r\n");
        await shell.Type("exit 5\n");
        var task = await World.Api.Complete("shell");
        var cast = (await World.Api.Http.GetStringAsync("/api/v1/tasks/shell/recording")).Split('\n', StringSplitOptions.RemoveEmptyEntries);

        resized.EnsureSuccessStatusCode();
        Assert.Equal(("failed", 5, 1_800), (OpsApi.Phase(task), task["exitCode"]!.GetValue<int>(), task["input"]!["idleSeconds"]!.GetValue<int>()));
        Assert.Equal((2, 100, 30), (JsonNode.Parse(cast[0])!["version"]!.GetValue<int>(), JsonNode.Parse(cast[0])!["width"]!.GetValue<int>(), JsonNode.Parse(cast[0])!["height"]!.GetValue<int>()));
        var moments = cast.Skip(1).Select(line => JsonNode.Parse(line)!.AsArray()).ToList();
        Assert.Equal(await shell.Screen(), string.Concat(moments.Select(moment => moment[2]!.GetValue<string>())));
        Assert.Equal(moments.Select(moment => moment[0]!.GetValue<double>()).Order(), moments.Select(moment => moment[0]!.GetValue<double>()));
    }

    [Fact]
    public async Task APasswordThatIsTyped_StandsNowhere()
    {
        var shell = await ShellOfHost.Open(World, "secret", new { agent = "host-1", kind = "shell", script = "stty -echo; echo password:; read it; echo \"it has ${#it} letters\"; read more", input = new { } });
        await shell.Shows("password:");
        await shell.Type(Password + "\n");
        await shell.Shows("it has 28 letters");
        await World.RedisCommand("SAVE");

        var files = Directory.EnumerateFiles(World.Root, "*", SearchOption.AllDirectories).Where(file => !file.EndsWith(".tty", StringComparison.Ordinal) && !file.EndsWith("/lock", StringComparison.Ordinal)).ToList();
        Assert.Contains(files, file => file.EndsWith("dump.rdb", StringComparison.Ordinal));
        foreach (var file in files)
        {
            Assert.DoesNotContain(Password, await Text(file), StringComparison.Ordinal);
        }

        var trail = await World.Api.Get("/api/v1/audit?limit=100");
        Assert.DoesNotContain(Password, trail.ToJsonString(), StringComparison.Ordinal);
        Assert.Single(trail["items"]!.AsArray(), happened => (string?)happened!["action"] == "typeInput" && (string?)happened["target"] == "secret");
        Assert.DoesNotContain(Password, World.Gateway.Output + running.Agent.Process.Output, StringComparison.Ordinal);
        await World.Api.Cancel("secret");
        await World.Api.Complete("secret");
    }

    [Fact]
    public async Task AProgramThatDoesNotRead_HoldsUpNoHeartbeatAndNoOtherOutput()
    {
        var deaf = await ShellOfHost.Open(World, "deaf", new { agent = "host-1", kind = "shell", script = "stty raw -echo; echo up; exec sleep 1000", input = new { } });
        await deaf.Shows("up");
        var piece = new byte[16 * 1024];
        var typed = 0L;
        for (var before = -1L; typed != before;)
        {
            before = typed;
            typed = await deaf.Say(typed, piece);
        }

        await World.Api.Submit("beside", new { agent = "host-1", kind = "shell", script = "for i in $(seq 1000); do echo $i; done" });
        await World.Api.Complete("beside");
        var seen = (await World.Api.Get("/api/v1/agents/host-1"))["lastSeenAt"]!.GetValue<DateTimeOffset>();
        await Eventually.Get(() => World.Api.Get("/api/v1/agents/host-1"), host => host["lastSeenAt"]!.GetValue<DateTimeOffset>() > seen, "another heartbeat of the host");

        Assert.InRange(typed, 1, 256 * 1024);
        await World.Api.Cancel("deaf");
        Assert.Equal("cancelled", OpsApi.Phase(await World.Api.Complete("deaf")));
    }

    private static async Task<string> Text(string file)
    {
        try
        {
            await using var open = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var bytes = new MemoryStream();
            await open.CopyToAsync(bytes);
            return System.Text.Encoding.Latin1.GetString(bytes.ToArray());
        }
        catch (Exception gone) when (gone is FileNotFoundException or DirectoryNotFoundException)
        {
            return "";
        }
    }
}
