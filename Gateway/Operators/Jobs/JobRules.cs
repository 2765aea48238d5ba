using OrleansOps.Http;
using OrleansOps.Jobs;
using OrleansOps.Operators.Tasks;

namespace OrleansOps.Operators.Jobs;

/// <summary>What a job must be like. A rule that is broken names its field, its limit and the way out; nothing is stored then.</summary>
internal static class JobRules
{
    public const int DefaultConcurrent = 1_000;
    public const int MostConcurrent = 10_000;
    public const int MostNamed = 10_000;

    /// <summary>The label of its tasks that says which job they belong to.</summary>
    public const string Label = "job";

    private const int HostLength = 128;

    /// <summary>The first rule that the submission breaks, or null. Which hosts there are is asked later.</summary>
    public static Refusal? Broken(Api.SubmitJob job) =>
        SubmitRules.Name(job.Name)
        ?? Hosts(job)
        ?? Task(job.Task)
        ?? Batches(job.Batches)
        ?? MaxErrors(job.MaxErrors)
        ?? Concurrent(job.MaxConcurrent);

    public static Refusal? Broken(Api.EditJob edit) => edit.MaxConcurrent is null
        ? Refusal.Bad(Api.ProblemCodes.MissingField, "maxConcurrent", "'maxConcurrent' must say how many hosts may have a task that is not over.")
        : Concurrent(edit.MaxConcurrent);

    public static Refusal? Broken(Api.RetryJob retry) => retry.Round is null or < 2
        ? Refusal.Bad(Api.ProblemCodes.MissingField, "round", "'round' must be one more than the job's round: so that a request that is sent twice begins one round.")
        : null;

    public static Refusal? Id(string id) => IdFormat.IsId(id) && id.Length <= JobShards.IdLength && !id.Contains(JobShards.Separator, StringComparison.Ordinal)
        ? null
        : Refusal.Bad(Api.ProblemCodes.InvalidId, "id", $"The id of a job is 1 to {JobShards.IdLength} characters out of A-Z, a-z, 0-9, '_' and '-', without '{JobShards.Separator}'.");

    /// <summary>An id that a job may have: those of a workflow's steps are not given by operators.</summary>
    public static Refusal? AnyId(string id) => IdFormat.IsId(id) && id.Length <= JobShards.IdLength
        ? null
        : Refusal.Bad(Api.ProblemCodes.InvalidId, "id", $"The id of a job is 1 to {JobShards.IdLength} characters out of A-Z, a-z, 0-9, '_' and '-'.");

    private static Refusal? Hosts(Api.SubmitJob job) => job switch
    {
        { On: null, Hosts: null } => Refusal.Bad(Api.ProblemCodes.MissingField, "on", "'on' must say which hosts, such as 'role=web and zone!=us-1', or 'hosts' must name them."),
        { On: not null, Hosts: not null } => Refusal.Bad(Api.ProblemCodes.NotTogether, "hosts", "'on' and 'hosts' are two ways to say which hosts. Send one of them."),
        { On: { Length: > HostExpression.Length } on } => Refusal.Bad(Api.ProblemCodes.InvalidExpression, "on", $"'on' has {on.Length} characters; the limit is {HostExpression.Length}."),
        { On: { } on } => HostExpression.Parse(on).Wrong is { } wrong ? Refusal.Bad(Api.ProblemCodes.InvalidExpression, "on", $"'on' cannot be read: {wrong}.") : null,
        { Hosts: { Count: 0 } } => Refusal.Bad(Api.ProblemCodes.NoHosts, "hosts", "'hosts' is empty. Name at least one."),
        { Hosts: { Count: > MostNamed } hosts } => Refusal.Bad(Api.ProblemCodes.TooManyHosts, "hosts", $"'hosts' names {hosts.Count}; the limit is {MostNamed}. Choose more than that with 'on'."),
        _ when job.Hosts!.Any(host => host is null or { Length: 0 or > HostLength }) => Refusal.Bad(Api.ProblemCodes.InvalidValue, "hosts", $"'hosts' holds what is no id and no name: 1 to {HostLength} characters."),
        _ => null,
    };

    private static Refusal? Task(Api.SubmitTask? task) => task switch
    {
        null => Refusal.Bad(Api.ProblemCodes.MissingField, "task", "'task' must say what each host runs."),
        { Agent: not null } => Refusal.Bad(Api.ProblemCodes.NotTogether, "task.agent", "'task.agent' has no meaning here: the job says which hosts. Leave it out."),
        { Signature: not null } => Refusal.Bad(Api.ProblemCodes.NotTogether, "task.signature", "'task.signature' is for one task of one host, and a job makes one for each. Submit the tasks, each signed."),
        { Labels: { } labels } when labels.ContainsKey(Label) => Refusal.Bad(Api.ProblemCodes.InvalidLabel, "task.labels", $"'task.labels' has '{Label}', which is set to the job's id. Choose another name."),
        _ when SubmitRules.BrokenAnywhere(task) is { } broken => broken with { Field = $"task.{broken.Field}" },
        _ => null,
    };

    private static Refusal? Batches(string? batches) => batches is not null && JobBatches.Parse(batches).Wrong is { } wrong
        ? Refusal.Bad(Api.ProblemCodes.InvalidExpression, "batches", $"'batches' cannot be read: {wrong}.")
        : null;

    private static Refusal? MaxErrors(string? maxErrors) => maxErrors is not null && JobErrorLimit.Parse(maxErrors) is null
        ? Refusal.Bad(Api.ProblemCodes.InvalidValue, "maxErrors", "'maxErrors' must be a number from 0, or a percentage from 0% to 100%.")
        : null;

    private static Refusal? Concurrent(int? value) => value is null or (>= 1 and <= MostConcurrent)
        ? null
        : Refusal.Bad(Api.ProblemCodes.OutOfRange, "maxConcurrent", $"'maxConcurrent' is {value}; it must be 1 to {MostConcurrent}.");
}
