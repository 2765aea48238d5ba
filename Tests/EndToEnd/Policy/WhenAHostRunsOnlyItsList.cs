namespace OrleansOps.EndToEnd;

/// <summary>A host that runs its own commands and what is signed, with every process as it is.</summary>
public sealed class WhenAHostRunsOnlyItsList
{
    [Fact]
    public async Task ItsCommandsAndSignedScriptsRun_AndNothingElse_WhateverTheControlPlaneSays()
    {
        await using var world = await OpsWorld.Start();
        var key = Path.Combine(world.Root, "ci.pem");
        Assert.Equal($"{key}.pub", (await Opsctl.Run(world, 0, "keys", "new", key, "--quiet")).Trim());
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(key));
        await world.StartAgent("web-1", environment: await Settings(world, key));

        var host = await Opsctl.Run(world, 0, "host", "web-1");
        Assert.Matches("(?m)^Runs only: +commands, signed$", host);
        Assert.Matches("(?m)^Commands: +greet$", host);
        Assert.Equal("hello, $HOME; id\n", await Opsctl.Run(world, 0, "run", "--on", "web-1", "--quiet", "--named", "greet", "--", "$HOME; id"));
        Assert.Equal("signed\n", await Opsctl.Run(world, 0, "run", "--on", "web-1", "--quiet", "--sign-with", key, "--env", "WHAT=signed", "--umask", "027", "--kind", "bash", "-c", "echo $WHAT"));

        Assert.Contains("the task has no signature", await Refused(world, "plain", "--", "id"), StringComparison.Ordinal);
        Assert.Contains("This host offers no command 'reboot'", await Refused(world, "unknown", "--named", "reboot"), StringComparison.Ordinal);
        Assert.Contains("argument 1 of 'greet' is not all of", await Refused(world, "long", "--named", "greet", "--", new string('x', 100)), StringComparison.Ordinal);
        Assert.Contains("the task is about files", await Refused(world, "copy"), StringComparison.Ordinal);
        await Opsctl.Run(world, 0, "keys", "new", $"{key}-2", "--quiet");
        Assert.Contains("its signature fits no key", await Refused(world, "stranger", "--sign-with", $"{key}-2", "-c", "id"), StringComparison.Ordinal);
        Assert.Contains("others on this machine can read", await Loose(world, key), StringComparison.Ordinal);
    }

    /// <summary>Whoever has the store writes another script into a signed task, and it does not run.</summary>
    [Fact]
    public async Task ASignedTaskThatIsSubmittedWithAnotherScript_OrUnderAnotherId_IsRefused()
    {
        await using var world = await OpsWorld.Start();
        var key = Path.Combine(world.Root, "ci.pem");
        await Opsctl.Run(world, 0, "keys", "new", key, "--quiet");
        await world.StartAgent("web-1", environment: await Settings(world, key));
        await Opsctl.Run(world, 0, "run", "--on", "web-1", "--quiet", "--id", "good", "--sign-with", key, "--kind", "bash", "-c", "echo good");
        var signature = await SignatureOf(world, key, "echo good");

        foreach (var (id, script) in (IEnumerable<(string, string)>)[("taken", "echo bad"), ("again", "echo good")])
        {
            using var answer = await world.Api.Put($"/api/v1/tasks/{id}", new { agent = "web-1", kind = "bash", script, signature });
            var task = await Eventually.Get(() => world.Api.Get($"/api/v1/tasks/{id}"), task => task["terminal"]!.GetValue<bool>(), $"task {id} is over");

            Assert.Equal("rejected", task["phase"]!.GetValue<string>());
            Assert.Contains("its signature fits no key", task["reason"]!.GetValue<string>(), StringComparison.Ordinal);
        }
    }

    /// <summary>A signature as openssl makes it: the text of docs/policy.md, signed for the task "elsewhere".</summary>
    private static async Task<object> SignatureOf(OpsWorld world, string key, string script)
    {
        const long Until = 4_000_000_000;
        var hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(script)));
        var text = Path.Combine(world.Root, "text");
        await File.WriteAllTextAsync(text, $"OrleansOps task 1\ntask=elsewhere\nhost=web-1\nuntil={Until}\nkind=bash\nscript={hash}\n");
        await using var openssl = new ManagedProcess("openssl", "openssl", ["dgst", "-sha256", "-sign", key, "-out", $"{text}.sig", text]);
        Assert.Equal(0, await openssl.Ended());
        var value = await File.ReadAllBytesAsync($"{text}.sig");
        using var answer = await world.Api.Put("/api/v1/tasks/elsewhere", new { agent = "web-1", kind = "bash", script, signature = new { host = "web-1", until = DateTimeOffset.FromUnixTimeSeconds(Until), value } });
        var task = await Eventually.Get(() => world.Api.Get("/api/v1/tasks/elsewhere"), task => task["terminal"]!.GetValue<bool>(), "what openssl signed is over");
        Assert.Equal("succeeded", task["phase"]!.GetValue<string>());
        return new { host = "web-1", until = DateTimeOffset.FromUnixTimeSeconds(Until), value };
    }

    private static async Task<Dictionary<string, string>> Settings(OpsWorld world, string key)
    {
        var file = Path.Combine(world.Root, "config.yaml");
        await File.WriteAllTextAsync(file, $$"""
            only: [commands, signed]
            signers: [{{key}}.pub]
            commands:
              greet:
                run: [/usr/bin/printf, "hello, %s", "{1}"]
                args: [".{1,50}"]
            """);
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return new Dictionary<string, string>(StringComparer.Ordinal) { ["OPS_AGENT_CONFIG"] = file };
    }

    private static async Task<string> Refused(OpsWorld world, string id, params string[] what)
    {
        if (what is [])
        {
            using var answer = await world.Api.Put($"/api/v1/tasks/{id}", new { agent = "web-1", file = new { path = "/tmp/never", content = "x" } });
            var task = await Eventually.Get(() => world.Api.Get($"/api/v1/tasks/{id}"), task => task["terminal"]!.GetValue<bool>(), $"task {id} is over");
            return task["reason"]!.GetValue<string>();
        }

        return await Opsctl.Run(world, 125, ["run", "--on", "web-1", "--id", id, .. what]);
    }

    private static async Task<string> Loose(OpsWorld world, string key)
    {
        File.SetUnixFileMode(key, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);
        return await Opsctl.Run(world, 2, "run", "--on", "web-1", "--sign-with", key, "-c", "id");
    }
}
