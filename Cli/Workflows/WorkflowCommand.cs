using System.CommandLine;

namespace OrleansOps.Cli;

/// <summary>opsctl workflow</summary>
internal static class WorkflowCommand
{
    public static Command Create(CommonOptions common) => new("workflow", "Run several steps on many hosts: jobs, approvals and waits, from a file.")
    {
        WorkflowRunning.CreateRun(common),
        WorkflowRunning.CreateValidate(common),
        WorkflowReading.CreateList(common),
        WorkflowReading.CreateShow(common),
        WorkflowVerbs.CreateApprove(common),
        WorkflowVerbs.CreateReject(common),
        WorkflowVerbs.CreateStop(common),
        WorkflowVerbs.CreateRetry(common),
    };

    public static Argument<string> Id()
    {
        var argument = new Argument<string>("ID") { HelpName = "ID", Description = "Id of the workflow." };
        argument.CompletionSources.Add(Known.Workflows);
        argument.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && Ids.ComplaintOfWorkflow(token.Value) is { } complaint)
            {
                result.AddError(complaint);
            }
        });
        return argument;
    }
}
