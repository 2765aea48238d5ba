using OrleansOps.Agents;
using OrleansOps.Tasks;

namespace OrleansOps.Rules;

/// <summary>A task as the rules let it be submitted.</summary>
/// <param name="Spec">With what they warn of.</param>
/// <param name="Blocked">Why they do not; null: they do.</param>
internal sealed record RuledTask(TaskSpec Spec, Said? Blocked)
{
    public static RuledTask Of(TaskSpec spec, CommandRuleMatcher rules, AgentView host)
    {
        var fitting = rules.Fitting(spec, host);
        var blocking = fitting.FirstOrDefault(rule => rule.Action == CommandRuleAction.Block);
        return blocking is not null
            ? new RuledTask(spec, Said.Of("blockedByRule", $"It is blocked by {blocking.Text.TrimEnd('.')}. It never ran.", ("rule", blocking.Words.TrimEnd('.'))))
            : new RuledTask(fitting.Count == 0 ? spec : spec with { Warnings = [.. fitting.Select(rule => rule.Text)] }, Blocked: null);
    }

    /// <summary>What is answered for one that is not stored.</summary>
    public SubmitReply Refused(string taskId, DateTimeOffset now) => new(
        SubmitStatus.Blocked, new TaskView { Id = taskId, Spec = Spec, Phase = TaskPhase.Rejected, Attempt = 1, SubmittedAt = now, EndedAt = now, Reason = Blocked, Version = 0 });
}
