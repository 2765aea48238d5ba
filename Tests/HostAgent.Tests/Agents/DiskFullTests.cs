using System.Diagnostics;
using OrleansOps.Protocol;

namespace OrleansOps.AgentTests.Agents;

/// <summary>A small disk of its own fills up. Needs the right to mount: without it the tests fail, because nothing was proven.</summary>
public sealed class DiskFullTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly bool _mounted;

    public DiskFullTests() => _mounted = Run("mount", "-t", "tmpfs", "-o", "size=4m", "none", _directory.Path) == 0;

    [Fact]
    public async Task Output_MoreThanTheDiskHolds_WaitsForTheGatewayAndArrivesWhole()
    {
        Assert.True(_mounted, $"A tmpfs of 4 MB could not be mounted on {_directory.Path}; this test needs the right to mount (root, or CAP_SYS_ADMIN).");

        await using var gateway = await TestGateway.Start();
        await using var agent = await TestAgent.Start(gateway, data: _directory.Path);

        await gateway.Run(Some.Script("t1", "seq 1 2000000"));   // 14.9 MB through a disk of 4
        var ended = await gateway.UntilEnded("t1");
        await gateway.Until(() => gateway.LogOf("t1").Length(LogStream.Stdout) == 14_888_896, "the whole output");

        Assert.Equal((TaskOutcome.Exited, 0, null), (ended.Outcome, ended.ExitCode, ended.Note));
    }

    [Fact]
    public async Task Output_OfATaskThatIsEndedOnAFullDisk_IsCountedWhereItIsMissing()
    {
        Assert.True(_mounted, $"A tmpfs of 4 MB could not be mounted on {_directory.Path}; this test needs the right to mount (root, or CAP_SYS_ADMIN).");

        await using var gateway = await TestGateway.Start();
        await using var agent = await TestAgent.Start(gateway, data: _directory.Path);
        gateway.Stores = _ => false;
        await gateway.Run(Some.Script("t1", "exec yes"));
        Assert.True(
            SpinWait.SpinUntil(() => new DriveInfo(_directory.Path).AvailableFreeSpace == 0, TimeSpan.FromSeconds(60)),
            $"The disk should be full; {new DriveInfo(_directory.Path).AvailableFreeSpace} bytes are free.");

        await gateway.Cancel("t1");
        var ended = await gateway.UntilEnded("t1");
        gateway.Stores = _ => true;
        await gateway.Until(() => gateway.LogOf("t1").Dropped.Any(), "word of what is missing");

        Assert.Equal(TaskOutcome.Cancelled, ended.Outcome);
        Assert.InRange(ended.StdoutDropped, 1, (1024 * 1024) + (64 * 1024));   // what a pipe holds, and what was read of it
        Assert.Equal([(LogStream.Stdout, ended.StdoutBytes, new LogDrop(ended.StdoutDropped, LogDropReason.DiskFull))], gateway.LogOf("t1").Dropped);
        Assert.Equal(ended.StdoutBytes, gateway.LogOf("t1").Length(LogStream.Stdout));
    }

    [Fact]
    public async Task Run_OnAFullDisk_IsRefusedAndResultsStillArrive()
    {
        Assert.True(_mounted, $"A tmpfs of 4 MB could not be mounted on {_directory.Path}; this test needs the right to mount (root, or CAP_SYS_ADMIN).");

        await using var gateway = await TestGateway.Start();
        await using var agent = await TestAgent.Start(gateway, data: _directory.Path);
        var gate = Path.Join(_directory.Path, "gate");
        await File.WriteAllTextAsync(gate, "shut");
        await gateway.Run(Some.Script("t1", $"echo up; while [ -s {gate} ]; do sleep 0.05; done; exit 4"));
        await gateway.UntilStdout("t1", output => output == "up\n");   // accepted alone, it may still need space to start
        Fill();

        await gateway.Run(Enumerable.Range(0, 12).Select(i => Some.Script($"big{i}", new string('#', 120_000))));
        await gateway.Until(() => gateway.Refused.Any(refused => refused.Code == RefusalCode.NoSpace), "a refusal for want of space");
        await using (File.Open(gate, FileMode.Truncate))
        {
            // an empty gate is an open one
        }

        Assert.Equal(4, (await gateway.UntilEnded("t1")).ExitCode);
    }

    public void Dispose()
    {
        if (_mounted)
        {
            Run("umount", "-l", _directory.Path);
        }

        _directory.Dispose();
    }

    private static int Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true, UseShellExecute = false })!;
        process.WaitForExit();
        return process.ExitCode;
    }

    private void Fill()
    {
        using var file = File.Create(Path.Join(_directory.Path, "ballast"));
        var block = new byte[4096];
        try
        {
            while (true)
            {
                RandomAccess.Write(file.SafeFileHandle, block, file.Length);
            }
        }
        catch (IOException)
        {
            // full
        }
    }
}
