using System.Diagnostics;

namespace OrleansOps.Tests.Support;

public sealed class ReaperTests : IDisposable
{
    private readonly TemporaryDirectory _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(@"sh -c 'sleep 300; :' FOLDER/host/task")]
    [InlineData(@"OPS_TASK_MARK=FOLDER/host setsid sh -c 'trap """" TERM INT HUP; sleep 300; :'")]
    [InlineData(@"cd FOLDER/redis && exec sleep 300")]
    [InlineData(@"INSTALLATION=FOLDER/ sh -c 'kill -STOP $$'")]
    public void WhatBelongsToTheInstallationIsEnded(string command)
    {
        Directory.CreateDirectory(_folder.File("redis"));
        var reaper = new Reaper(_folder.Path);
        using var left = Start(command);

        reaper.Dispose();

        Assert.True(left.WaitForExit(TimeSpan.FromSeconds(10)), "it was not ended");
    }

    [Fact]
    public void WhatBelongsToAnotherIsLetBe()
    {
        var reaper = new Reaper(_folder.Path);
        using var other = Start("INSTALLATION=FOLDER-2/ exec sleep 300");

        reaper.Dispose();

        Assert.False(other.WaitForExit(TimeSpan.FromMilliseconds(200)), "it was ended");
        other.Kill();
    }

    /// <summary>A run is killed, and nobody disposes of anything.</summary>
    [Fact]
    public async Task ItDoesSoWhenWhoeverStartedItIsKilled()
    {
        const string Run = "mkfifo \"$1\"; sh -c \"$2\" <\"$1\" & exec 3>\"$1\"; echo \"$3/\" >&3; echo; read _";
        using var left = Start("INSTALLATION=FOLDER/ exec sleep 300");
        using var run = Process.Start(new ProcessStartInfo("sh", ["-c", Run, "run", _folder.File("pipe"), Reaper.Script, _folder.Path])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        await run.StandardOutput.ReadLineAsync();

        run.Kill();

        Assert.True(left.WaitForExit(TimeSpan.FromSeconds(10)), "it was not ended");
    }

    private Process Start(string command) => Process.Start("sh", ["-c", command.Replace("FOLDER", _folder.Path, StringComparison.Ordinal)]);
}
