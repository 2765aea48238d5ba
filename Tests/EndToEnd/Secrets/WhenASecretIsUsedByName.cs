using System.Text;

namespace OrleansOps.EndToEnd;

/// <summary>A stored secret from the operator's file to a script on a host, with every process as it is.</summary>
public sealed class WhenASecretIsUsedByName
{
    private const string Value = "correct-horse-battery-staple-4711";
    private const string Next = "another-horse-without-battery-0815";

    [Fact]
    public async Task TheScriptHasIt_AndNobodyElse()
    {
        await using var world = await OpsWorld.Start();
        var agent = await world.StartAgent("web-1");
        await world.StartAgent("db-1");
        await Opsctl.Run(world, 0, "hosts", "label", "web-1", "role=web");
        var file = Path.Combine(world.Root, "operator", "password");
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        await File.WriteAllTextAsync(file, Value + "\n");

        var printed = new StringBuilder(await Opsctl.Run(world, 0, "secrets", "set", "db-password", "--on", "role=web", "--file", file));
        Assert.Contains("version 1, for hosts where role=web", printed.ToString(), StringComparison.Ordinal);
        printed.Append(await Opsctl.Run(
            world, 0, "run", "--on", "web-1", "--id", "uses", "--stored-secret", "db-password", "-c", "echo \"it is $DB_PASSWORD\"; printf %s \"$DB_PASSWORD\" | wc -c; tr '\\0' ' ' </proc/self/cmdline; sleep 1"));
        Assert.Contains($"it is {new string('*', Value.Length)}", printed.ToString(), StringComparison.Ordinal);
        Assert.Contains($"\n{Value.Length}\n", printed.ToString(), StringComparison.Ordinal);

        var refused = await Opsctl.Run(world, 3, "run", "--on", "db-1", "--stored-secret", "db-password", "-c", "env");
        Assert.Contains("The stored secret 'db-password' is not for db-1: it is for hosts where role=web.", refused, StringComparison.Ordinal);
        Assert.Contains("There is no stored secret 'no-such'", await Opsctl.Run(world, 3, "run", "--on", "web-1", "--stored-secret", "no-such", "-c", "env"), StringComparison.Ordinal);

        // A job of both: one has it, the other is told nothing.
        printed.Append(await Opsctl.Run(world, 1, "run", "--on", "all", "--id", "both", "--stored-secret", "db-password=PW", "-c", "test -n \"$PW\""));
        var hosts = (await world.Api.Get("/api/v1/jobs/both/hosts"))["items"]!.AsArray().ToDictionary(host => host!["agent"]!["name"]!.GetValue<string>(), host => host!["phase"]!.GetValue<string>());
        Assert.Equal(("succeeded", "rejected"), (hosts["web-1"], hosts["db-1"]));

        // Another value, and the same task once more: it gets that one.
        await File.WriteAllTextAsync(file, Next);
        printed.Append(await Opsctl.Run(world, 0, "secrets", "set", "db-password", "--file", file));
        var rerun = await Opsctl.Run(world, 0, "rerun", "uses");
        Assert.Contains($"it is {new string('*', Next.Length)}\n", rerun, StringComparison.Ordinal);
        printed.Append(rerun);
        Assert.Matches("(?m)^db-password +2 +role=web ", await Opsctl.Run(world, 0, "secrets", "list"));
        printed.Append(await Opsctl.Run(world, 0, "secrets", "show", "db-password", "--json"));
        printed.Append(await Opsctl.Run(world, 0, "task", "uses", "--json"));
        printed.Append(await Opsctl.Run(world, 0, "audit", "--json"));
        printed.Append(await Opsctl.Run(world, 0, "secrets", "reseal"));

        // A control plane that was killed has it, too.
        await world.Gateway.KillNow();
        var gatewaySaid = world.Gateway.Output;
        await world.StartGateway();
        printed.Append(await Opsctl.Run(world, 0, "rerun", "uses"));
        await Opsctl.Run(world, 0, "secrets", "delete", "db-password", "--yes");
        Assert.Contains("There is no stored secret 'db-password'", await Opsctl.Run(world, 3, "rerun", "uses"), StringComparison.Ordinal);

        Assert.All((string[])[printed.ToString(), gatewaySaid, world.Gateway.Output, agent.Process.Output, refused], DoesNotHaveIt);
        var operators = Path.GetDirectoryName(file)!;
        foreach (var written in Directory.EnumerateFiles(world.Root, "*", SearchOption.AllDirectories).Where(one => !one.StartsWith(operators, StringComparison.Ordinal)))
        {
            var bytes = await Read(written);
            Assert.True(bytes.AsSpan().IndexOf(Encoding.ASCII.GetBytes(Value)) < 0 && bytes.AsSpan().IndexOf(Encoding.ASCII.GetBytes(Next)) < 0, $"{written} has the value as it is.");
        }
    }

    private static void DoesNotHaveIt(string text)
    {
        Assert.DoesNotContain(Value, text, StringComparison.Ordinal);
        Assert.DoesNotContain(Next, text, StringComparison.Ordinal);
    }

    private static async Task<byte[]> Read(string file)
    {
        try
        {
            return await File.ReadAllBytesAsync(file);
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return [];   // a socket, or what a process that goes on has taken away
        }
    }
}
