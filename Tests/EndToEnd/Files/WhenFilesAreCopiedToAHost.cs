using System.Security.Cryptography;

namespace OrleansOps.EndToEnd;

/// <summary>opsctl cp FILE HOST:PATH, with all that is between: the store, the task, the agent and its transfer.</summary>
public sealed class WhenFilesAreCopiedToAHost(RunningWorld running) : IClassFixture<RunningWorld>
{
    private OpsWorld World => running.World;

    [Fact]
    public async Task TheyAreThere_SmallAndLarge_UnderTheirNames()
    {
        await World.StartAgent("copied");
        var target = Directory.CreateDirectory(Path.Combine(World.Root, "copied-to")).FullName;
        var (small, large) = (SomeFile("small.sh", 1_000), SomeFile("large.bin", 3_000_000));

        var printed = await Opsctl.Run(World, 0, "cp", small, large, $"copied:{target}", "--mode", "0750");

        Assert.Equal(await File.ReadAllBytesAsync(small), await File.ReadAllBytesAsync(Path.Combine(target, "small.sh")));
        Assert.Equal(await File.ReadAllBytesAsync(large), await File.ReadAllBytesAsync(Path.Combine(target, "large.bin")));
        Assert.Equal((UnixFileMode)0x1E8, File.GetUnixFileMode(Path.Combine(target, "large.bin")));
        Assert.Contains($"{target}/large.bin: 3000000 bytes, mode 0750, SHA-256 {Sha256(large)}.", printed, StringComparison.Ordinal);
        Assert.Equal(2, Directory.GetFileSystemEntries(target).Length);
    }

    [Fact]
    public async Task WhatStandsInTheWayIsSaid()
    {
        await World.StartAgent("refusing");
        var file = SomeFile("some.txt", 10);

        var unknown = await Opsctl.Run(World, 3, "cp", file, "no-such-host:/tmp/x");
        var nowhere = await Opsctl.Run(World, 1, "cp", file, "refusing:/no/such/place");
        var relative = await Opsctl.Run(World, 2, "cp", file, "refusing:some.txt");
        var local = await Opsctl.Run(World, 2, "cp", file, "/tmp/");
        var missing = await Opsctl.Run(World, 2, "cp", "/no/such/file", "refusing:/tmp/");

        Assert.Contains("There is no host of this name.", unknown, StringComparison.Ordinal);
        Assert.Contains("The directory '/no/such' is not there, or may not be entered. Make it, or have it made (createDirectories, --parents).", nowhere, StringComparison.Ordinal);
        Assert.Contains("Begin it with /, such as refusing:/tmp/some.txt", relative, StringComparison.Ordinal);
        Assert.Contains("as HOST:PATH", local, StringComparison.Ordinal);
        Assert.Contains("There is no file /no/such/file.", missing, StringComparison.Ordinal);
        var task = (await Opsctl.Run(World, 0, "tasks", "--on", "refusing", "-o", "name")).Trim();
        var shown = await Opsctl.Run(World, 0, "task", task);
        Assert.Matches("Error: +4001 WORK_DIR_ERROR", shown);
        Assert.Contains("/no/such/place from the task itself, 10 B", shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AHostThatIsAway_GetsItWhenItComes()
    {
        var away = await World.StartAgent("later");
        await away.Process.KillNow();
        await Eventually.Get(() => World.Api.Get("/api/v1/agents/later"), host => host["state"]!.GetValue<string>() == "offline", "the gateway knows that it is away");
        var (file, target) = (SomeFile("later.bin", 500_000), Path.Combine(World.Root, "later.bin.there"));
        await using var copy = Opsctl.Start(World, "cp", file, $"later:{target}");
        await Eventually.Value(() => copy.Output, printed => printed.Contains("waiting for later.", StringComparison.Ordinal), "why it waits is said");

        away.Start();

        Assert.True(await copy.Ended() == 0, copy.Output);
        Assert.Equal(await File.ReadAllBytesAsync(file), await File.ReadAllBytesAsync(target));
    }

    private string SomeFile(string name, int size)
    {
        var file = Path.Combine(World.Root, name);
        File.WriteAllBytes(file, RandomNumberGenerator.GetBytes(size));
        return file;
    }

    private static string Sha256(string file) => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file)));
}
