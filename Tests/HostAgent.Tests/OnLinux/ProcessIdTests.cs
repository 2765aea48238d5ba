using System.Diagnostics;
using OrleansOps.HostAgent.Linux;

namespace OrleansOps.AgentTests.OnLinux;

public sealed class ProcessIdTests
{
    /// <summary>The number is one that another process had before: its start tells them apart.</summary>
    [Fact]
    public async Task Send_TheNumberIsUsedAgain_NobodyIsHit()
    {
        using var process = Process.Start("sleep", "300");
        var now = ProcessStat.Read(process.Id)!.Value.Id;
        var before = now with { StartTicks = now.StartTicks - 1 };

        before.Send(Signals.Kill);
        now.Send(Signals.Terminate);
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(30));

        Assert.Equal(128 + Signals.Terminate, process.ExitCode);
    }

    [Fact]
    public void Send_ToNobody_IsNoError() => new ProcessId(int.MaxValue, 1).Send(Signals.Kill);

    [Fact]
    public async Task Send_ManyTimes_LeavesNoDescriptorOpen()
    {
        using var process = Process.Start("sleep", "300");
        var id = ProcessStat.Read(process.Id)!.Value.Id;

        for (var i = 0; i < 2_000; i++)
        {
            id.Send(Signals.Continue);
        }

        Assert.InRange(Directory.GetFiles("/proc/self/fd").Length, 0, 1_500);
        id.Send(Signals.Kill);
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(30));
    }
}
