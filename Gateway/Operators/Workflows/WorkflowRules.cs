using OrleansOps.Http;
using OrleansOps.Jobs;
using OrleansOps.Operators.Agents;
using OrleansOps.Operators.Jobs;
using OrleansOps.Operators.Tasks;
using OrleansOps.Workflows;

namespace OrleansOps.Operators.Workflows;

/// <summary>What a workflow must be like. A rule that is broken names its field, its limit and the way out; nothing is stored then.</summary>
internal static class WorkflowRules
{
    private const int MostSteps = 50;
    private const int MostWaitSeconds = 604_800;
    private const int MostApprovalSeconds = 2_592_000;
    private const int MostApprovers = 50;
    private const int TextLength = 500;

    /// <summary>The first rule that the submission breaks, or null. Which hosts there are is asked later.</summary>
    public static Refusal? Broken(Api.SubmitWorkflow workflow)
    {
        if ((SubmitRules.Name(workflow.Name) ?? Number(workflow.Steps)) is { } refusal)
        {
            return refusal;
        }

        var steps = workflow.Steps!;
        for (var place = 0; place < steps.Count; place++)
        {
            var before = steps.Take(place).Select(step => step.Name!).ToHashSet(StringComparer.Ordinal);
            if ((Broken(steps[place], before) ?? OutputRules.Broken(steps, place)) is { } broken)
            {
                return broken with { Field = $"steps[{place}]{(broken.Field is { Length: > 0 } field ? $".{field}" : "")}" };
            }
        }

        return null;
    }

    public static Refusal? Broken(Api.DecideStep decision) => decision.Approve is null
        ? Refusal.Bad(Api.ProblemCodes.MissingField, "approve", "'approve' must be true or false.")
        : Text("comment", decision.Comment);

    public static Refusal? Broken(Api.RetryWorkflow retry) => retry.Round is null or < 2
        ? Refusal.Bad(Api.ProblemCodes.MissingField, "round", "'round' must be one more than the workflow's round: so that a request that is sent twice begins one round.")
        : null;

    public static Refusal? Id(string id) => IdFormat.IsId(id) && id.Length <= WorkflowIds.Length && !id.Contains(JobShards.Separator, StringComparison.Ordinal)
        ? null
        : Refusal.Bad(Api.ProblemCodes.InvalidId, "id", $"The id of a workflow is 1 to {WorkflowIds.Length} characters out of A-Z, a-z, 0-9, '_' and '-', without '{JobShards.Separator}'.");

    private static Refusal? Number(IReadOnlyList<Api.SubmitStep>? steps) => steps is { Count: > 0 and <= MostSteps }
        ? null
        : Refusal.Bad(Api.ProblemCodes.TooManySteps, "steps", $"'steps' has {steps?.Count ?? 0}; it must have 1 to {MostSteps}.");

    private static Refusal? Broken(Api.SubmitStep? step, HashSet<string> before) => step is null
        ? Refusal.Bad(Api.ProblemCodes.MissingField, "", "The step is null.")
        : Name(step.Name, before) ?? Needs(step.Needs, before) ?? Kind(step) ?? Job(step.Job) ?? Approval(step.Approval) ?? Wait(step.WaitSeconds);

    private static Refusal? Name(string? name, HashSet<string> before) => name switch
    {
        null => Refusal.Bad(Api.ProblemCodes.MissingField, "name", "'name' must say what the step is called."),
        { Length: 0 or > WorkflowIds.StepLength } or not [>= 'a' and <= 'z', ..] => Wrong(),
        _ when !name.All(character => char.IsAsciiLetterLower(character) || char.IsAsciiDigit(character) || character == '-') || name.Contains(JobShards.Separator, StringComparison.Ordinal) => Wrong(),
        _ when before.Contains(name) => Refusal.Bad(Api.ProblemCodes.GivenTwice, "name", $"Two steps are called '{name}'."),
        _ => null,
    };

    private static Refusal Wrong() => Refusal.Bad(
        Api.ProblemCodes.InvalidName, "name", $"'name' must be 1 to {WorkflowIds.StepLength} characters out of a-z, 0-9 and '-', beginning with a letter, without '{JobShards.Separator}'.");

    private static Refusal? Needs(IReadOnlyList<string>? needs, HashSet<string> before)
    {
        var unknown = (needs ?? []).Select((name, place) => (name, place)).FirstOrDefault(need => need.name is null || !before.Contains(need.name), (name: "", place: -1));
        return unknown.place >= 0
            ? Refusal.Bad(Api.ProblemCodes.UnknownStep, $"needs[{unknown.place}]", $"No step before this one is called '{AgentNames.Shown(unknown.name)}'. A step needs those that are written before it, so there are no circles.")
            : needs is not null && needs.Distinct(StringComparer.Ordinal).Count() < needs.Count
                ? Refusal.Bad(Api.ProblemCodes.GivenTwice, "needs", "'needs' names a step twice.")
                : null;
    }

    private static Refusal? Kind(Api.SubmitStep step) => ((step.Job is null ? 0 : 1) + (step.Approval is null ? 0 : 1) + (step.WaitSeconds is null ? 0 : 1)) switch
    {
        0 => Refusal.Bad(Api.ProblemCodes.MissingField, "job", "A step needs one of 'job', 'approval' and 'waitSeconds'."),
        1 => null,
        _ => Refusal.Bad(Api.ProblemCodes.NotTogether, "job", "A step has one of 'job', 'approval' and 'waitSeconds'. Make steps of their own of the others."),
    };

    private static Refusal? Job(Api.SubmitJob? job) => job is not null && JobRules.Broken(job) is { } broken ? broken with { Field = $"job.{broken.Field}" } : null;

    private static Refusal? Approval(Api.SubmitApproval? approval) => approval switch
    {
        null => null,
        { Approvers.Count: > MostApprovers } => Refusal.Bad(Api.ProblemCodes.OutOfRange, "approval.approvers", $"'approvers' names {approval.Approvers.Count}; the limit is {MostApprovers}."),
        { Approvers: { } approvers } when approvers.Any(name => string.IsNullOrWhiteSpace(name) || name.Length > TextLength) =>
            Refusal.Bad(Api.ProblemCodes.InvalidValue, "approval.approvers", "'approvers' holds what is no name of a token."),
        { WithinSeconds: < 1 or > MostApprovalSeconds } =>
            Refusal.Bad(Api.ProblemCodes.OutOfRange, "approval.withinSeconds", $"'withinSeconds' is {approval.WithinSeconds}; it must be 1 to {MostApprovalSeconds}."),
        _ => Text("approval.message", approval.Message),
    };

    private static Refusal? Wait(int? seconds) => seconds is null or (>= 1 and <= MostWaitSeconds)
        ? null
        : Refusal.Bad(Api.ProblemCodes.OutOfRange, "waitSeconds", $"'waitSeconds' is {seconds}; it must be 1 to {MostWaitSeconds}.");

    private static Refusal? Text(string field, string? text) => text is null || (text.Length is > 0 and <= TextLength && ShownText.IsPrintable(text))
        ? null
        : Refusal.Bad(Api.ProblemCodes.InvalidReason, field, $"'{field[(field.LastIndexOf('.') + 1)..]}' must be 1 to {TextLength} printable characters, or be left out.");
}
