namespace OrleansOps.Terraform;

/// <summary>What operators are told of a run.</summary>
internal static class RunReasons
{
    public static Said AwaitsApply(string run) => Said.Of("runAwaitsApply", $"It waits for run {run}, which changes the workspace.", ("run", run));

    public static Said AwaitsPlans(int plans) => Said.Of("runAwaitsPlans", $"It waits: {plans} runs of the workspace are being planned, as many as may be at once.", ("plans", plans));

    public static Said AwaitsLock(string who) => Said.Of("runAwaitsLock", $"It waits for the lock of {who}.", ("who", who));

    public static Said AwaitsWord(DateTimeOffset until) =>
        Said.Of("runAwaitsWord", $"It waits to be confirmed or discarded, until {until.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}.", ("until", until));

    public static Said CancelledBy(string by) => Said.Of("runCancelledBy", $"Cancelled by {by}.", ("by", by));

    public static Said CancelAsked(string by) => Said.Of("runCancelAsked", $"{by} asked for its end; Terraform is given five minutes to stop by itself.", ("by", by));

    public static Said DiscardedBy(RunDecision decision) => decision.Comment is null
        ? Said.Of("runDiscardedBy", $"Discarded by {decision.By}.", ("by", decision.By))
        : Said.Of("runDiscardedFor", $"Discarded by {decision.By}: {decision.Comment}", ("by", decision.By), ("comment", decision.Comment));

    public static readonly Said NotConfirmedInTime = Said.Of("runNotConfirmedInTime", "Nobody confirmed it in time. Plan again.");

    public static Said Stale(long? planned, long? now) => Said.Of(
        "runStale", $"The state moved since it was planned: it was planned on {Serial(planned)}, and there is {Serial(now)} now. Nothing was applied. Plan again.",
        ("planned", planned), ("now", now));

    public static readonly Said NothingToChange = Said.Of("runNothingToChange", "There is nothing to change.");

    public static Said PlanFailed(int? exitCode) => Said.Of(
        "runPlanFailed", $"The plan did not succeed{Code(exitCode)}. Its output says why. Nothing was changed.", ("exitCode", exitCode));

    public static Said ApplyFailed(int? exitCode) => Said.Of(
        "runApplyFailed", $"The apply did not succeed{Code(exitCode)}. Its output says why. What was done until then is in the state. Plan again.", ("exitCode", exitCode));

    public static readonly Said PlanNotBrought = Said.Of("runPlanNotBrought", "The task ended well, and yet its host brought no plan. Its output may say why.");

    public static readonly Said PlanLost = Said.Of("runPlanLost", "How the plan ended is not known: its host went away. Nothing was changed. Plan again.");

    public static readonly Said ApplyLost = Said.Of(
        "runApplyLost",
        "How the apply ended is not known: its host went away, and it may still run. As long as it holds the workspace's lock its state is taken. Look at the host; if nothing runs there any more, take the lock away.");

    public static Said HostGone(string host) => Said.Of("runHostGone", $"{host} is not a host any more.", ("host", host));

    public static Said TaskIdTaken(string task) => Said.Of("runTaskIdTaken", $"There is another task {task}. Submit the run under another id.", ("task", task));

    private static string Serial(long? serial) => serial is { } number ? FormattableString.Invariant($"serial {number}") : "no state";

    private static string Code(int? exitCode) => exitCode is { } code ? FormattableString.Invariant($" (exit code {code})") : "";
}
