namespace OrleansOps.Workflows;

/// <summary>What operators are told of a workflow and its steps.</summary>
internal static class WorkflowReasons
{
    public static Said StoppedBy(string by) => Said.Of("workflowStopped", $"Stopped by {by}.", ("by", by));

    public static Said Failed(string step) => Said.Of("workflowStepFailed", $"Step '{step}' did not succeed.", ("step", step));

    public static Said LeftOut(string step) => Said.Of("stepLeftOut", $"Left out, as step '{step}' did not succeed.", ("step", step));

    public static readonly Said NotNeeded = Said.Of("stepNotNeeded", "Left out, as nothing failed before it.");

    public static readonly Said JobForgotten = Said.Of("stepJobForgotten", "Its job was removed before its end was known.");

    public static Said AwaitsApproval(string? message) => message is null
        ? Said.Of("stepAwaitsApproval", "It waits to be approved.")
        : Said.Of("stepAwaitsApprovalOf", $"It waits to be approved: {message}", ("message", message));

    public static Said Decided(ApprovalDecision decision) => (decision.Approves, decision.Comment) switch
    {
        (true, null) => Said.Of("stepApproved", $"Approved by {decision.By}.", ("by", decision.By)),
        (true, { } comment) => Said.Of("stepApprovedFor", $"Approved by {decision.By}: {comment}", ("by", decision.By), ("comment", comment)),
        (false, null) => Said.Of("stepRejected", $"Rejected by {decision.By}.", ("by", decision.By)),
        (false, { } comment) => Said.Of("stepRejectedFor", $"Rejected by {decision.By}: {comment}", ("by", decision.By), ("comment", comment)),
    };

    public static readonly Said NotApprovedInTime = Said.Of("stepNotApprovedInTime", "Nobody approved it in time.");
}
