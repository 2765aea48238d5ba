namespace OrleansOps.Cli.Tests;

public sealed class TaskOutcomesTests
{
    [Theory]
    [InlineData("succeeded", 0, null, 0)]
    [InlineData("failed", 7, null, 7)]
    [InlineData("failed", null, 9, 137)]
    [InlineData("failed", null, null, 125)]
    [InlineData("failed", 0, null, 125)]
    [InlineData("timedOut", null, 9, 124)]
    [InlineData("cancelled", null, 2, 130)]
    [InlineData("lost", null, null, 125)]
    [InlineData("rejected", null, null, 125)]
    [InlineData("somethingNew", 0, null, 125)]
    public void ExitCode_OfEachEnding(string phase, int? exitCode, int? signal, int expected) =>
        Assert.Equal(expected, TaskOutcomes.ExitCode(Task(phase) with { ExitCode = exitCode, Signal = signal }));

    [Fact]
    public void Sentence_SaysWhatStillRunsAndWhatCameLate()
    {
        var task = Task("lost") with { Reason = "The host was silent for 5 minutes.", ProcessesLeft = 2, LateResult = new LateResult("exited", 3) };

        Assert.Equal(
            "Task t1 on web-1 is lost: its host did not report how it ended. The host was silent for 5 minutes."
            + " 2 processes of it still run on the host. The host reported later that it exited with 3.",
            TaskOutcomes.Sentence(task));
    }

    [Fact]
    public void Sentence_OfATaskThatWentOverALimit_IsNoBareSignal() => Assert.Equal(
        "Task t1 on web-1 went over a limit: the host ended it. It used more than 512 MiB of memory and was ended with everything it had started.",
        TaskOutcomes.Sentence(Task("failed") with { Signal = 9, Outcome = "limitExceeded", Reason = "It used more than 512 MiB of memory and was ended with everything it had started." }));

    [Fact]
    public void Limits_AreSaidWithWhatHeldThem()
    {
        var limits = new TaskLimits(536_870_912, 150, 600, 100, 256);

        Assert.Equal("memory 512 MiB, processor 150 %, processor time 10m, processes 100, open files 256", limits.Text(null));
        Assert.Equal(
            "memory 512 MiB (by control group), processor 150 % (not held: this host cannot), processor time 10m (watched), processes 100 (byLater), open files 256 (each process)",
            limits.Text(new LimitsHeld("controlGroup", "notHeld", "watched", "byLater", "eachProcess")));
    }

    [Fact]
    public void Sentence_NothingFromTheHostReachesTheTerminalRaw() =>
        Assert.DoesNotContain('\u001b', TaskOutcomes.Sentence(Task("failed") with { Reason = "\u001b[2J", Agent = new AgentRef("a", "\u001b[31m") }));

    private static TaskView Task(string phase) => new("t1", new AgentRef("a1", "web-1"), phase, Terminal: true);
}
