using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using OrleansOps.Access;
using OrleansOps.Files;
using OrleansOps.Http;
using OrleansOps.Jobs;
using OrleansOps.Operators.Jobs;
using OrleansOps.Operators.Secrets;
using OrleansOps.Operators.Tasks;
using OrleansOps.Secrets;
using OrleansOps.Workflows;

namespace OrleansOps.Operators.Workflows;

/// <summary>Makes of what an operator wrote what a workflow is stored as: checks it, gives its values to its tasks, and finds the hosts of its steps.</summary>
internal sealed class WorkflowOrders(JobTargets targets, IOptions<LogCapOptions> caps, TaskSecrets secrets, IFileStore files, SecretsOfTask namedSecrets)
{
    /// <summary>How many hosts its steps may have together.</summary>
    private const int MostHosts = 100_000;

    /// <param name="sealedFor">What the secrets of its tasks are sealed for; null: each for the job of its step.</param>
    public async Task<(WorkflowSpec? Spec, Refusal? Refusal)> Spec(string id, Api.SubmitWorkflow workflow, ClaimsPrincipal user, CancellationToken cancel, string? sealedFor = null)
    {
        var (values, wrong) = WorkflowParameters.Of(workflow);
        workflow = workflow with { Steps = workflow.Steps is null ? null : [.. workflow.Steps.Select(step => With(step, values))] };
        if ((wrong ?? WorkflowRules.Broken(workflow)) is { } broken)
        {
            return (null, broken);
        }

        var steps = new List<WorkflowStep>();
        foreach (var (step, place) in workflow.Steps!.Select((step, place) => (step, place)))
        {
            var (made, refusal) = await Made(id, workflow, place, user, sealedFor, cancel);
            if (refusal is not null)
            {
                return (null, refusal with { Field = $"steps[{place}].job.task.{refusal.Field}" });
            }

            steps.Add(made! with { Name = step.Name! });
        }

        var spec = new WorkflowSpec
        {
            Name = workflow.Name,
            Steps = steps,
            Values = new Dictionary<string, string>(values, StringComparer.Ordinal),
            SubmittedBy = user.TokenName(),
            SubmittedById = user.TokenId(),
            Digest = "",
        };
        return (spec with { Digest = Digest(spec) }, null);
    }

    /// <summary>The hosts of each step, none for one that is no job; or why there are none.</summary>
    public async Task<(IReadOnlyList<IReadOnlyList<JobTarget>>? Hosts, Refusal? Refusal)> Hosts(Api.SubmitWorkflow workflow, CancellationToken cancel)
    {
        var hosts = new List<IReadOnlyList<JobTarget>>();
        foreach (var (step, place) in workflow.Steps!.Select((step, place) => (step, place)))
        {
            var (found, refusal) = step.Job is { } job ? await targets.Find(job, cancel) : ([], null);
            if (refusal is not null)
            {
                return (null, refusal with { Field = $"steps[{place}].job.{refusal.Field}" });
            }

            if (step.Job?.Task is { } task && await UnknownSecret(task, place) is { } unknown)
            {
                return (null, unknown);
            }

            hosts.Add(found!);
        }

        var all = hosts.Sum(each => each.Count);
        return all <= MostHosts
            ? (hosts, null)
            : (null, Refusal.Bad(Api.ProblemCodes.TooManyHosts, "steps", $"The steps have {all} hosts together; the limit is {MostHosts}. Choose fewer, or make several workflows."));
    }

    /// <summary>What its steps name and is not there: hosts by their ids or names, stored secrets. Of hosts that an expression chooses there may be none yet.</summary>
    public async Task<Refusal?> Unknown(Api.SubmitWorkflow workflow, CancellationToken cancel)
    {
        foreach (var (step, place) in workflow.Steps!.Select((step, place) => (step, place)))
        {
            if (step.Job is { Hosts: not null } job && (await targets.Find(job, cancel)).Refusal is { } refusal)
            {
                return refusal with { Field = $"steps[{place}].job.{refusal.Field}" };
            }

            if (step.Job?.Task is { } task && await UnknownSecret(task, place) is { } unknown)
            {
                return unknown;
            }
        }

        return null;
    }

    private async Task<Refusal?> UnknownSecret(Api.SubmitTask task, int place) =>
        await namedSecrets.Refused(task) is { } unknown ? unknown with { Field = $"steps[{place}].job.task.{unknown.Field}" } : null;

    private async Task<(WorkflowStep? Step, Refusal? Refusal)> Made(string id, Api.SubmitWorkflow workflow, int place, ClaimsPrincipal user, string? sealedFor, CancellationToken cancel)
    {
        var step = workflow.Steps![place];
        var made = new WorkflowStep
        {
            Name = step.Name!,
            Needs = step.Needs is null ? place == 0 ? [] : [place - 1] : [.. step.Needs.Select(need => Place(workflow, need))],
            When = step.When ?? StepCondition.Success,
            MayFail = step.MayFail ?? false,
            Wait = step.WaitSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
            Approval = step.Approval is { } approval
                ? new ApprovalSpec(approval.Message, approval.Approvers ?? [], approval.WithinSeconds is { } within ? TimeSpan.FromSeconds(within) : null)
                : null,
            Inputs = step.Inputs is { Count: > 0 } inputs
                ? inputs.ToDictionary(input => input.Key, input => Output(workflow, input.Value.Step!, input.Value.Output!, input.Value.Default), StringComparer.Ordinal)
                : null,
            If = step.If is { } test ? new OutputTest(Output(workflow, test.Step!, test.Output!, test.Default), (test.Is ?? test.IsNot)!, test.IsNot is not null) : null,
        };
        if (step.Job is not { Task: { } task } job)
        {
            return (made, null);
        }

        if (caps.Value.Broken(task.LogCapBytes) is { } refusal)
        {
            return (null, refusal);
        }

        var (stored, missing) = await FileRules.Stored(task.File, files, cancel);
        var jobId = WorkflowIds.JobId(id, step.Name!);
        if (missing is not null)
        {
            return (null, missing);
        }

        var spec = task.ToSpec(sealedFor ?? jobId, agentId: "", agentName: "", user, caps.Value, secrets, stored);
        return (made with { Job = (job with { Name = job.Name ?? step.Name }).ToSpec(jobId, spec, sealedFor) with { Workflow = id } }, null);
    }

    private static int Place(Api.SubmitWorkflow workflow, string name) => workflow.Steps!.TakeWhile(step => !string.Equals(step.Name, name, StringComparison.Ordinal)).Count();

    private static OutputOfStep Output(Api.SubmitWorkflow workflow, string step, string output, string? value) => new(Place(workflow, step), output, value);

    private static Api.SubmitStep With(Api.SubmitStep step, IReadOnlyDictionary<string, string> values) =>
        step?.Job is { Task: { } task } job ? step with { Job = job with { Task = task.With(values) } } : step!;

    /// <summary>A fingerprint of what was asked for. What stands in a line of its own can hold no line feed, or stands there as a fingerprint.</summary>
    private static string Digest(WorkflowSpec spec) => Hash(string.Join('\n',
    [
        spec.Name ?? "",
        .. spec.Values.OrderBy(value => value.Key, StringComparer.Ordinal).Select(value => $"{value.Key} {Hash(value.Value)}"),
        .. spec.Steps.Select(step =>
            $"{step.Name} {string.Join(',', step.Needs)} {step.When} {step.MayFail} {step.Job?.Digest} {step.Wait} {(step.Approval is { } approval ? Hash(string.Join('\n', [approval.Message ?? "", $"{approval.Within}", .. approval.Approvers.Select(Hash)])) : "")}{Uses(step)}"),
    ]));

    /// <summary>Nothing of a step that uses no outputs: its fingerprint is that of versions that knew of none.</summary>
    private static string Uses(WorkflowStep step) => step is { If: null, Inputs: null } ? "" : " " + Hash(string.Join('\n',
    [
        step.If is { } test ? $"{Uses(test.Output)} {test.IsNot} {Hash(test.Value)}" : "",
        .. (step.Inputs ?? new Dictionary<string, OutputOfStep>()).OrderBy(input => input.Key, StringComparer.Ordinal).Select(input => $"{input.Key} {Uses(input.Value)}"),
    ]));

    private static string Uses(OutputOfStep output) => $"{output.Step} {output.Name} {(output.Default is { } value ? Hash(value) : "")}";

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
