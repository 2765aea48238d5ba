using System.Security.Claims;
using Microsoft.Extensions.Options;
using OrleansOps.Files;
using OrleansOps.Http;
using OrleansOps.Operators.Jobs;
using OrleansOps.Operators.Secrets;
using OrleansOps.Operators.Tasks;
using OrleansOps.Operators.Workflows;
using OrleansOps.Schedules;
using OrleansOps.Secrets;

namespace OrleansOps.Operators.Schedules;

/// <summary>Makes of what an operator wrote what a schedule is stored as.</summary>
internal sealed class ScheduleOrders(JobTargets targets, IOptions<LogCapOptions> caps, TaskSecrets secrets, IFileStore files, SecretsOfTask namedSecrets, WorkflowOrders workflows)
{
    /// <summary>Of a schedule that broke no rule of its own.</summary>
    public Task<(ScheduleSpec? Spec, Refusal? Refusal)> Spec(string id, Api.PutSchedule schedule, ClaimsPrincipal user, CancellationToken cancel) =>
        schedule.Workflow is { } workflow ? OfWorkflow(id, schedule, workflow, user, cancel) : OfJob(id, schedule, schedule.Job!, user, cancel);

    /// <summary>What it names and is not there. Of hosts that are chosen by an expression there may be none yet; one that is named and is not there is a slip.</summary>
    public async Task<Refusal?> Unknown(Api.PutSchedule schedule, CancellationToken cancel)
    {
        if (schedule.Workflow is { } workflow)
        {
            return await workflows.Unknown(workflow, cancel) is { } unknown ? ScheduleRules.InWorkflow(unknown) : null;
        }

        var job = schedule.Job!;
        return job.Hosts is not null && (await targets.Find(job, cancel)).Refusal is { } refusal ? ScheduleRules.InJob(refusal)
            : await namedSecrets.Refused(job.Task!) is { } secret ? ScheduleRules.InJob(secret with { Field = $"task.{secret.Field}" })
            : null;
    }

    private async Task<(ScheduleSpec? Spec, Refusal? Refusal)> OfJob(string id, Api.PutSchedule schedule, Api.SubmitJob job, ClaimsPrincipal user, CancellationToken cancel)
    {
        if (caps.Value.Broken(job.Task!.LogCapBytes) is { } refusal)
        {
            return (null, refusal);
        }

        var (stored, missing) = await FileRules.Stored(job.Task.File, files, cancel);
        if (missing is not null)
        {
            return (null, ScheduleRules.InJob(missing));
        }

        var sealedFor = ScheduleIds.SealedFor(id);
        return (schedule.ToSpec(job.ToSpec(id, job.Task.ToSpec(sealedFor, agentId: "", agentName: "", user, caps.Value, secrets, stored), sealedFor), workflow: null), null);
    }

    private async Task<(ScheduleSpec? Spec, Refusal? Refusal)> OfWorkflow(string id, Api.PutSchedule schedule, Api.SubmitWorkflow workflow, ClaimsPrincipal user, CancellationToken cancel)
    {
        var (spec, refusal) = await workflows.Spec(id, workflow, user, cancel, ScheduleIds.SealedFor(id));
        return spec is null ? (null, ScheduleRules.InWorkflow(refusal!)) : (schedule.ToSpec(job: null, spec), null);
    }
}
