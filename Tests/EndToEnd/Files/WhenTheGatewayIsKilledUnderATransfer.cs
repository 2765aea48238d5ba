using System.Security.Cryptography;

namespace OrleansOps.EndToEnd;

/// <summary>kill -9 in the middle of a file, under an opsctl that knows nothing of it.</summary>
public sealed class WhenTheGatewayIsKilledUnderATransfer
{
    private const int Size = 24 << 20;
    private const int BytesPerSecond = 8 << 20;
    private const int Some = 4 << 20;

    [Fact]
    public async Task AnUploadGoesOnWhereItWas()
    {
        await using var world = await OpsWorld.Start();
        await using var line = new SlowLine(world.GatewayPort, BytesPerSecond);
        var file = await SomeFile(world);
        await using var put = Over(line, world, "files", "put", file);
        var uploads = Path.Combine(world.Root, "gateway", "files", "uploads");
        var bytes = await Eventually.Value(() => Directory.Exists(uploads) ? Directory.GetFiles(uploads, "bytes", SearchOption.AllDirectories).FirstOrDefault(there => new FileInfo(there).Length > Some) : null, there => there is not null, "the first bytes are there");

        await world.Gateway.KillNow();
        var kept = new FileInfo(bytes!).Length;
        await world.StartGateway();

        Assert.True(await put.Ended() == 0, put.Output);
        Assert.InRange(kept, Some, Size - 1);
        Assert.Single(Directory.GetDirectories(uploads));   // no other one was begun
        using var download = await world.Api.Http.GetAsync($"/api/v1/files/{await Sha256(file)}/content");
        Assert.Equal(await File.ReadAllBytesAsync(file), await download.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task ADownloadGoesOnWhereItWas()
    {
        await using var world = await OpsWorld.Start();
        var file = await SomeFile(world);
        await Opsctl.Run(world, 0, "files", "put", file);
        var target = Path.Combine(world.Root, "fetched.bin");
        var part = $"{target}.{(await Sha256(file))[..12]}.part";
        await File.WriteAllBytesAsync(part, (await File.ReadAllBytesAsync(file))[..Some]);   // of an opsctl that was broken off
        await using var line = new SlowLine(world.GatewayPort, BytesPerSecond, BytesPerSecond);
        await using var get = Over(line, world, "files", "get", "some.bin", target);
        await Eventually.Holds(() => new FileInfo(part).Length > 2 * Some, "more of it is here");

        await world.Gateway.KillNow();
        var kept = new FileInfo(part).Length;
        await world.StartGateway();

        Assert.True(await get.Ended() == 0, get.Output);
        Assert.InRange(kept, 2 * Some, Size - 1);
        Assert.Equal(await File.ReadAllBytesAsync(file), await File.ReadAllBytesAsync(target));
        Assert.False(File.Exists(part));
    }

    [Fact]
    public async Task AFileThatAHostBringsGoesOnWhereItWas()
    {
        await using var world = await OpsWorld.Start();
        await world.StartAgent("bringing");
        var file = await SomeFile(world);
        var target = Path.Combine(world.Root, "brought.bin");
        var uploads = Path.Combine(world.Root, "gateway", "files", "uploads");
        await using var copy = Opsctl.Start(world, "cp", $"bringing:{file}", target, "--limit", "8M");
        var bytes = await Eventually.Value(() => Directory.Exists(uploads) ? Directory.GetFiles(uploads, "bytes", SearchOption.AllDirectories).FirstOrDefault(there => new FileInfo(there).Length > Some) : null, there => there is not null, "the first bytes are there");

        await world.Gateway.KillNow();
        var kept = new FileInfo(bytes!).Length;
        await world.StartGateway();

        Assert.True(await copy.Ended() == 0, copy.Output);
        Assert.InRange(kept, Some, Size - 1);
        Assert.Single(Directory.GetDirectories(uploads));   // no other one was begun
        Assert.Equal(await File.ReadAllBytesAsync(file), await File.ReadAllBytesAsync(target));
        Assert.Contains("Cut off: ", copy.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhatOpsctlWasBrokenOffWithGoesOnTheNextTime()
    {
        await using var world = await OpsWorld.Start();
        await using var line = new SlowLine(world.GatewayPort, BytesPerSecond);
        var file = await SomeFile(world);
        var uploads = Path.Combine(world.Root, "gateway", "files", "uploads");
        await using (var broken = Over(line, world, "files", "put", file))
        {
            await Eventually.Holds(() => Directory.Exists(uploads) && Directory.GetFiles(uploads, "bytes", SearchOption.AllDirectories).Any(there => new FileInfo(there).Length > Some), "the first bytes are there");
            await broken.KillNow();
        }

        await Eventually.Holds(() => IsFree(Directory.GetFiles(uploads, "bytes", SearchOption.AllDirectories).Single()), "the gateway knows that it was broken off");
        var printed = await Opsctl.Run(world, 0, "files", "put", file);
        var again = await Opsctl.Run(world, 0, "files", "put", file, "--name", "again.bin");

        Assert.StartsWith(await Sha256(file), printed, StringComparison.Ordinal);
        Assert.Single(Directory.GetDirectories(uploads));
        Assert.Contains("again.bin is stored: 24 MiB", again, StringComparison.Ordinal);
        Assert.Contains("again.bin", await Opsctl.Run(world, 0, "files"), StringComparison.Ordinal);
        Assert.Contains("again.bin is deleted.", await Opsctl.Run(world, 0, "files", "delete", "again.bin", "--yes"), StringComparison.Ordinal);
        Assert.Contains("There is no file 'again.bin'.", await Opsctl.Run(world, 3, "files", "get", "again.bin"), StringComparison.Ordinal);
    }

    /// <summary>Whoever takes an upload holds its file for himself.</summary>
    private static bool IsFree(string file)
    {
        try
        {
            File.OpenHandle(file, FileMode.Open, FileAccess.ReadWrite, FileShare.None).Dispose();
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static async Task<string> SomeFile(OpsWorld world)
    {
        var file = Path.Combine(world.Root, "some.bin");
        await File.WriteAllBytesAsync(file, RandomNumberGenerator.GetBytes(Size));
        return file;
    }

    private static async Task<string> Sha256(string file) => Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(file)));

    private static ManagedProcess Over(SlowLine line, OpsWorld world, params string[] words) =>
        new("opsctl", [.. Builds.CliProgram, .. words], new Dictionary<string, string>(Opsctl.Environment(world), StringComparer.Ordinal) { ["OPSCTL_SERVER"] = $"http://127.0.0.1:{line.Port}" });
}
