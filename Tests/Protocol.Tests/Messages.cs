namespace OrleansOps.Protocol.Tests;

/// <summary>One message of every kind, with every member set. Recorded/ holds what each looks like on the wire.</summary>
internal static class Messages
{
    private const string Trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    private static readonly DateTimeOffset Time = new(2026, 11, 20, 6, 7, 8, 123, TimeSpan.Zero);

    public static readonly IReadOnlyList<object> All =
    [
        new Hello(1, "0.1.0", 5, Facts(), [new HeldTask("t1", 2, HeldPhase.Running), new HeldTask("t2", 1, HeldPhase.Ended)], "i1", "n1", 1),
        new Welcome(7, 10_000, 4_194_304, "0.1.0"),
        new Heartbeat(12.5, 1_000_000, [0.1, 0.2, 0.3], 86_400.5, [new DiskUse("/", 100, 40)], 1, 2, 3, 1_024, 2_048),
        new HeartbeatReply(10_000),
        new Goodbye(GoodbyeCode.Superseded, "another connection", 60_000),
        new EnrolRequest("web-1", new Dictionary<string, string> { ["env"] = "prod" }, "request-1"),
        new EnrolReply("agent1", "ops_agent_agent1_secret"),
        new RunTask(
            "t1", 2, "agent1", TaskKind.Python, "print(1)"u8.ToArray(), ["a", "\u4f60"], new Dictionary<string, string> { ["A"] = "b" }, "/srv", "in"u8.ToArray(), 7_200_000, CancelGrace.Default, 65_536, new TerminalSize(120, 40), Trace, "caller=1", new RunAs("app", "www", ["docker"], true), new TaskSetting(23, true, "C.UTF-8", "Europe/Berlin", 5, IoClass.BestEffort, 7), new TaskLimits(536_870_912, 150, 600, 100, 256), new Dictionary<string, string> { ["TOKEN"] = "secret" },
            new FileDelivery("/srv/a", "in"u8.ToArray(), "5f", "https://example.org/a", ["Accept"], "6f", 2, 3, "a", 0x1A4, "app", "www", true, FileConflict.Keep, 1_048_576),
            new FileCollection(["/srv/*"], true, 4, 600, 1_048_576),
            new FileCollection(["out/*.xml"], true, 5), InputIdleMs: 1_800_000),
        new CancelTask("t1", 2),
        new TaskAccepted("t1", 2, Trace),
        new TaskRefused("t1", 2, RefusalCode.NoSpace, "disk full", Trace),
        new LogBatch("t1", 2, 41, LogStream.Stderr, 1_024, Time, "line\n", null, TraceParent: Trace),
        new LogBatch("t1", 2, 42, LogStream.Stdout, 0, Time, null, [0xC4, 0xE3], Masked: 1),
        new LogQuestion("t1", 2, Trace),
        new LogMark("t1", 2, 43, 1, 1_029, "gap"),
        new TaskEnded("m1", "t1", 2, TaskOutcome.TimedOut, null, 9, Time, Time.AddSeconds(1), 1, 1_029, 2, "too long", 5_000_000_000, 7, new TaskUsage(1_500_000, 250_000, 104_857_600), Trace,
            new TaskTimes(Time.AddMilliseconds(-3), Time.AddMilliseconds(-2), Time.AddMilliseconds(-1)), FailureCode.CommandNotFound, new LimitsHeld(LimitMeans.ControlGroup, LimitMeans.NotHeld, LimitMeans.Watched, LimitMeans.Watched, LimitMeans.EachProcess), new Dictionary<string, string> { ["version"] = "4.2" },
            [new TaskArtifact("a.log", "5f", 2, true)]),
        new TaskSettled("t1", 2, "m1", SettledCode.StoredLate),
        new LogBatch("t1", 2, 43, LogStream.Stdout, 2, Time, null, null, new LogDrop(5_000_000_000, LogDropReason.Lost)),
        new TypeInput(5, "t1", 2, 41, "ls\n"u8.ToArray(), new TerminalSize(120, 40)),
        new InputTyped(5, InputCode.Busy, 44),
    ];

    private static HostFacts Facts() => new("web-1", "Debian GNU/Linux 12 (bookworm)", "6.1.0", "x64", 2, 8_000_000_000, Time, ["10.0.0.1"]);
}
