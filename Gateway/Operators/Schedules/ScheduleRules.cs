using System.Globalization;
using System.Text.RegularExpressions;
using OrleansOps.Http;
using OrleansOps.Operators.Jobs;
using OrleansOps.Operators.Tasks;
using OrleansOps.Operators.Workflows;
using OrleansOps.Schedules;

namespace OrleansOps.Operators.Schedules;

/// <summary>What a schedule must be like. A rule that is broken names its field, its limit and the way out; nothing is stored then.</summary>
internal static partial class ScheduleRules
{
    public const int DefaultMissed = 10;
    public const int DefaultPreview = 10;

    private const int ShortestSeconds = 60;
    private const int LongestSeconds = 366 * 24 * 60 * 60;
    private const int MostJitter = 3_600;
    private const int MostHolidays = 500;
    private const int MostMissed = 100;
    private const int MostPreview = 100;
    private const string Label = "schedule";

    public static Refusal? Id(string id) => IsId(id) && id.Length <= ScheduleIds.Length ? null : Refusal.Bad(
        Api.ProblemCodes.InvalidId, "id", $"The id of a schedule is 1 to {ScheduleIds.Length} characters out of A-Z, a-z, 0-9, '_' and '-', without '--' and no '-' at its end: the ids of its jobs are made of it.");

    /// <summary>The first rule that it breaks, or null. Which hosts there are is asked later, and so is what a workflow must be like.</summary>
    public static Refusal? Broken(string id, Api.PutSchedule schedule) =>
        SubmitRules.Name(schedule.Name)
        ?? Broken(schedule.When)
        ?? Missed(schedule)
        ?? (schedule.Workflow is null ? Job(schedule.Job) : Workflow(id, schedule));

    public static Refusal? Broken(Api.PreviewSchedule preview) => Broken(preview.When)
        ?? (preview.Count is null or (>= 1 and <= MostPreview) ? null : Refusal.Bad(Api.ProblemCodes.OutOfRange, "count", $"'count' is {preview.Count}; it must be 1 to {MostPreview}."));

    /// <summary>The id of what is to be started by hand.</summary>
    public static Refusal? Broken(Api.RunSchedule run) => run switch
    {
        { JobId: null, WorkflowId: null } => Missing(isWorkflow: false),
        { JobId: not null, WorkflowId: not null } => Refusal.Bad(Api.ProblemCodes.NotTogether, "workflowId", "A schedule starts a job or a workflow: send the id of one."),
        { JobId: { } jobId } => JobRules.Id(jobId) is { } broken ? broken with { Field = "jobId" } : null,
        { WorkflowId: { } workflowId } => WorkflowRules.Id(workflowId) is { } broken ? broken with { Field = "workflowId" } : null,
    };

    /// <summary>It is the id of what the schedule starts.</summary>
    public static Refusal? Fits(Api.RunSchedule run, bool isWorkflow) => isWorkflow == run.WorkflowId is not null ? null : Missing(isWorkflow);

    private static Refusal Missing(bool isWorkflow)
    {
        var (field, what) = isWorkflow ? ("workflowId", "workflow") : ("jobId", "job");
        return Refusal.Bad(Api.ProblemCodes.MissingField, field, $"'{field}' must be the id of the {what}, of your choice: so that a request that is sent twice starts one {what}.");
    }

    /// <summary>Whether its one time is past: looked at only for what is not stored yet.</summary>
    public static Refusal? Past(ScheduleTiming timing, DateTimeOffset now) => timing.At <= now
        ? Wrong("at", $"is past: it is {now.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}. Choose a later time")
        : null;

    /// <summary>The revision that is to be replaced: null: none is to be there; 0: whichever.</summary>
    public static Refusal? IfMatch(string? header, out int? revision)
    {
        revision = null;
        if (header is null)
        {
            return null;
        }

        if (header is "*")
        {
            revision = 0;
            return null;
        }

        var isTag = header.Length > 2 && header[0] == '"' && header[^1] == '"';
        if (isTag && int.TryParse(header.AsSpan(1, header.Length - 2), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0)
        {
            revision = number;
            return null;
        }

        return Refusal.Bad(Api.ProblemCodes.InvalidValue, "If-Match", "'If-Match' must be the ETag of the schedule, such as \"3\", or *.");
    }

    /// <summary>From the words of a caller who broke no rule.</summary>
    public static ScheduleTiming Of(Api.ScheduleTiming when) => new()
    {
        Cron = when.Cron is { } cron ? string.Join(' ', cron.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)) : null,
        At = Time(when.At),
        Every = when.EverySeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
        From = Time(when.From),
        Zone = when.TimeZone ?? "UTC",
        Holidays = [.. (when.Holidays ?? []).Select(holiday => Date(holiday)!.Value).Distinct().Order()],
        Jitter = TimeSpan.FromSeconds(when.JitterSeconds ?? 0),
    };

    private static Refusal? Broken(Api.ScheduleTiming? when)
    {
        if (when is null)
        {
            return Refusal.Bad(Api.ProblemCodes.MissingField, "when", "'when' must say when it starts: by 'cron', 'at' or 'everySeconds'.");
        }

        var ways = (when.Cron is null ? 0 : 1) + (when.At is null ? 0 : 1) + (when.EverySeconds is null ? 0 : 1);
        return ways switch
        {
            0 => Refusal.Bad(Api.ProblemCodes.MissingField, "when", "'when' must have one of 'cron', 'at' and 'everySeconds'."),
            > 1 => Refusal.Bad(Api.ProblemCodes.NotTogether, "when", "'cron', 'at' and 'everySeconds' are ways to say one thing. Send one of them."),
            _ => Interval(when) ?? Moments(when) ?? Jitter(when) ?? Holidays(when.Holidays) ?? Times(when),
        };
    }

    private static Refusal? Interval(Api.ScheduleTiming when) => when switch
    {
        { EverySeconds: < ShortestSeconds } => Refusal.Bad(
            Api.ProblemCodes.OutOfRange, "when.everySeconds",
            $"'when.everySeconds' is {when.EverySeconds}; the shortest interval is {ShortestSeconds}. What must happen more often is better a task that goes on by itself."),
        { EverySeconds: > LongestSeconds } => Refusal.Bad(Api.ProblemCodes.OutOfRange, "when.everySeconds", $"'when.everySeconds' is {when.EverySeconds}; it must be {ShortestSeconds} to {LongestSeconds}."),
        { From: not null, EverySeconds: null } => Refusal.Bad(Api.ProblemCodes.NotTogether, "when.from", "'when.from' is the first time of an interval. Leave it out, or send 'everySeconds'."),
        _ => null,
    };

    private static Refusal? Moments(Api.ScheduleTiming when) =>
        when.At is not null && Time(when.At) is null ? NoTime("at") : when.From is not null && Time(when.From) is null ? NoTime("from") : null;

    private static Refusal? Jitter(Api.ScheduleTiming when) => when switch
    {
        { JitterSeconds: < 0 or > MostJitter } => Refusal.Bad(Api.ProblemCodes.OutOfRange, "when.jitterSeconds", $"'when.jitterSeconds' is {when.JitterSeconds}; it must be 0 to {MostJitter}."),
        { JitterSeconds: { } jitter, EverySeconds: { } every } when jitter >= every => Refusal.Bad(
            Api.ProblemCodes.OutOfRange, "when.jitterSeconds", $"'when.jitterSeconds' is {jitter}; it must be less than the interval, {every}."),
        _ => null,
    };

    private static Refusal? Holidays(IReadOnlyList<string>? holidays) => holidays switch
    {
        null => null,
        { Count: > MostHolidays } => Refusal.Bad(Api.ProblemCodes.OutOfRange, "when.holidays", $"'when.holidays' has {holidays.Count} dates; the limit is {MostHolidays}. Leave out those that are past."),
        _ when holidays.FirstOrDefault(holiday => Date(holiday) is null) is { } wrong => Refusal.Bad(
            Api.ProblemCodes.InvalidTime, "when.holidays", $"'when.holidays' holds '{(ShownText.IsPrintable(wrong) && wrong.Length <= 40 ? wrong : "...")}', which is no date. Write it as 2026-12-25."),
        _ when holidays.Any(holiday => holiday is null) => Refusal.Bad(Api.ProblemCodes.InvalidTime, "when.holidays", "'when.holidays' holds null. Write dates such as 2026-12-25."),
        _ => null,
    };

    private static Refusal? Times(Api.ScheduleTiming when)
    {
        var (times, field, wrong) = ScheduleTimes.Of(Of(when));
        return wrong is not null ? Wrong(field, wrong)
            : when.Cron is not null && times!.Next(DateTimeOffset.UnixEpoch) is null ? Wrong("cron", "never comes: no month has that day")
            : null;
    }

    private static Refusal? Missed(Api.PutSchedule schedule) => schedule.MissedMost switch
    {
        null => null,
        < 1 or > MostMissed => Refusal.Bad(Api.ProblemCodes.OutOfRange, "missedMost", $"'missedMost' is {schedule.MissedMost}; it must be 1 to {MostMissed}."),
        _ when schedule.Missed != ScheduleMissed.All => Refusal.Bad(Api.ProblemCodes.NotTogether, "missedMost", "'missedMost' has a meaning only where 'missed' is all. Leave one of them out."),
        _ => null,
    };

    private static Refusal? Job(Api.SubmitJob? job) => job switch
    {
        null => Refusal.Bad(Api.ProblemCodes.MissingField, "job", "'job' must say what is started, as it would be submitted; or 'workflow'."),
        { Task.Labels: { } labels } when labels.ContainsKey(Label) => Refusal.Bad(
            Api.ProblemCodes.InvalidLabel, "job.task.labels", $"'job.task.labels' has '{Label}', which is set to the schedule's id. Choose another name."),
        _ when JobRules.Broken(job) is { } broken => InJob(broken),
        _ => null,
    };

    private static Refusal? Workflow(string id, Api.PutSchedule schedule)
    {
        var labelled = (schedule.Workflow!.Steps ?? []).Select((step, place) => (step, place)).FirstOrDefault(each => each.step?.Job?.Task?.Labels?.ContainsKey(Label) is true, (step: null!, place: -1)).place;
        return schedule.Job is not null
            ? Refusal.Bad(Api.ProblemCodes.NotTogether, "workflow", "A schedule starts a 'job' or a 'workflow'. Send one of them.")
            : id.Length > ScheduleIds.LengthForWorkflow
                ? Refusal.Bad(Api.ProblemCodes.InvalidId, "id", $"The id of a schedule that starts workflows has at most {ScheduleIds.LengthForWorkflow} characters: the ids of its workflows are made of it.")
                : labelled >= 0
                    ? Refusal.Bad(
                        Api.ProblemCodes.InvalidLabel, $"workflow.steps[{labelled}].job.task.labels", $"The task of step {labelled + 1} has a label '{Label}', which is set to the schedule's id. Choose another name.")
                    : null;
    }

    public static Refusal InWorkflow(Refusal refusal) => refusal with { Field = $"workflow.{refusal.Field}" };

    public static Refusal InJob(Refusal refusal) => refusal with { Field = $"job.{refusal.Field}" };

    private static Refusal NoTime(string field) => Wrong(field, "is no time. Write it with its offset, such as 2026-12-24T18:00:00Z or 2026-12-24T18:00:00+01:00");

    private static Refusal Wrong(string field, string what) => Refusal.Bad(Api.ProblemCodes.InvalidTime, $"when.{field}", $"'when.{field}' {what}.");

    /// <summary>In whole seconds. One without an offset would be of whatever zone the server is in, and is none.</summary>
    private static DateTimeOffset? Time(string? text) =>
        text is { Length: <= 40 } && HasOffset().IsMatch(text) && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            && time >= DateTimeOffset.UnixEpoch && time.Year < 3_000
            ? DateTimeOffset.FromUnixTimeSeconds(time.ToUnixTimeSeconds())
            : null;

    private static DateOnly? Date(string? text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;

    private static bool IsId(string id) => IdFormat.IsId(id) && !id.Contains("--", StringComparison.Ordinal) && !id.EndsWith('-');

    [GeneratedRegex(@"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}.*(Z|[+-]\d{2}:\d{2})$", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex HasOffset();
}
