namespace OrleansOps.EndToEnd;

/// <summary>A stored secret that a script finds as a file, with every process as it is.</summary>
public sealed class WhenASecretIsUsedAsAFile
{
    private const string Value = "-----BEGIN KEY-----\nfirst-line-of-the-key-4711\nsecond-line-of-the-key-0815\n-----END KEY-----";
    private const string Look = "stat -c %a \"$KEY_FILE\"; wc -c <\"$KEY_FILE\"; grep first \"$KEY_FILE\"; tr '\\0' '\\n' </proc/self/environ | grep -c line-of-the-key; echo \"at $KEY_FILE\"";

    [Fact]
    public async Task TheScriptFindsIt_AlsoInAWorkflow_AndNothingIsLeft()
    {
        await using var world = await OpsWorld.Start();
        var agent = await world.StartAgent("web-1");
        var file = Path.Combine(world.Root, "operator", "key");
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        await File.WriteAllTextAsync(file, Value + "\n");
        await Opsctl.Run(world, 0, "secrets", "set", "deploy-key", "--on", "all", "--file", file);

        var mine = await Opsctl.Run(world, 0, "run", "--on", "web-1", "--id", "uses", "--stored-secret", "deploy-key=KEY_FILE", "--secret-file", "KEY_FILE", "-c", Look);
        var yaml = Path.Combine(world.Root, "flow.yaml");
        await File.WriteAllTextAsync(yaml, """
            steps:
              - name: one
                job:
                  hosts: [web-1]
                  task:
                    kind: shell
                    script: test "$(wc -c <"$KEY_FILE")" = 92
                    storedSecrets: {KEY_FILE: deploy-key}
                    secretFiles: [KEY_FILE]
            """);
        await Opsctl.Run(world, 0, "workflow", "run", yaml);

        Assert.Contains($"600\n{Value.Length}\n{new string('*', "first-line-of-the-key-4711".Length)}\n0\nat ", mine, StringComparison.Ordinal);
        Assert.DoesNotContain("line-of-the-key", mine, StringComparison.Ordinal);
        var path = mine.Split('\n').Single(line => line.StartsWith("at ", StringComparison.Ordinal))[3..];
        Assert.EndsWith("/uses.1/KEY_FILE", path, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.GetDirectoryName(Path.GetDirectoryName(path))), path);
        Assert.Contains("Secrets in files:", await Opsctl.Run(world, 0, "task", "uses"), StringComparison.Ordinal);
        Assert.Contains("600", await Opsctl.Run(world, 0, "rerun", "uses"), StringComparison.Ordinal);
        Assert.Contains("--secret-file has 'OTHER'", await Opsctl.Run(world, 3, "run", "--on", "web-1", "--secret-file", "OTHER", "-c", "true"), StringComparison.Ordinal);
        Assert.DoesNotContain("line-of-the-key", world.Gateway.Output + agent.Process.Output, StringComparison.Ordinal);
    }
}
