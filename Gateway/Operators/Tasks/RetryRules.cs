using OrleansOps.Http;
using OrleansOps.Tasks;

namespace OrleansOps.Operators.Tasks;

/// <summary>How a task that failed may be started again.</summary>
internal static class RetryRules
{
    private static readonly int MostSeconds = (int)FailureRetry.LongestDelay.TotalSeconds;

    public static Refusal? Broken(Api.SubmitRetry? retry) => retry switch
    {
        null => null,
        { Times: null } => Refusal.Bad(Api.ProblemCodes.MissingField, "retry.times", $"'retry' needs 'times', 1 to {FailureRetry.MostTimes}."),
        { Times: < 1 or > FailureRetry.MostTimes } => Refusal.Bad(
            Api.ProblemCodes.OutOfRange, "retry.times", $"'retry.times' is {retry.Times}; it must be 1 to {FailureRetry.MostTimes}. Leave 'retry' out for none."),
        { DelaySeconds: { } delay } when delay < 1 || delay > MostSeconds => Refusal.Bad(
            Api.ProblemCodes.OutOfRange, "retry.delaySeconds", $"'retry.delaySeconds' is {delay}; it must be 1 to {MostSeconds}."),
        _ => null,
    };

    public static FailureRetry? Of(Api.SubmitRetry? retry) => retry is null
        ? null
        : new FailureRetry(retry.Times!.Value, retry.DelaySeconds is { } delay ? TimeSpan.FromSeconds(delay) : FailureRetry.DefaultDelay);

    public static Api.SubmitRetry? ToRest(this FailureRetry? retry) => retry is null
        ? null
        : new Api.SubmitRetry { Times = retry.Times, DelaySeconds = (int)retry.Delay.TotalSeconds };
}
