using OrleansOps.Jobs;

namespace OrleansOps.Workflows;

/// <summary>What operators are told of a workflow and its steps.</summary>
internal static class WorkflowReasons
{
    public static Said StoppedBy(string by) => Said.Of("workflowStopped", $"Stopped by {by}.", ("by", by));

    public static Said Failed(string step) => Said.Of("workflowStepFailed", $"Step '{step}' did not succeed.", ("step", step));

    public static Said LeftOut(string step) => Said.Of("stepLeftOut", $"Left out, as step '{step}' did not succeed.", ("step", step));

    public static readonly Said NotNeeded = Said.Of("stepNotNeeded", "Left out, as nothing failed before it.");

    public static Said Declined(string step, string output, string value) => Said.Of(
        "stepDeclined", $"Left out, as output '{output}' of step '{step}' is '{Short(value)}'.", ("step", step), ("output", output), ("value", Short(value)));

    public static Said OutputNotSet(string step, string output) =>
        Said.Of("stepOutputNotSet", $"No host has set output '{output}' of step '{step}', and it has no default.", ("step", step), ("output", output));

    public static Said OutputDiffers(string step, JobOutput output) => Said.Of(
        "stepOutputDiffers",
        $"Output '{output.Name}' of step '{step}' differs: it is '{Short(output.Value)}' on {output.Host} and '{Short(output.OtherValue!)}' on {output.OtherHost}.",
        ("step", step), ("output", output.Name), ("value", Short(output.Value)), ("host", output.Host), ("otherValue", Short(output.OtherValue!)), ("otherHost", output.OtherHost));

    public static Said OutputNotKept(string step, string output) =>
        Said.Of("stepOutputNotKept", $"Step '{step}' put out more than is kept, and output '{output}' is not among it.", ("step", step), ("output", output));

    public static Said InputsTooLarge(int bytes, int most) =>
        Said.Of("stepInputsTooLarge", $"Its variables have {bytes} bytes with what earlier steps put out; the limit is {most}.", ("bytes", bytes), ("most", most));

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

    private static string Short(string value) => value.Length <= 60 ? value : $"{value[..(char.IsHighSurrogate(value[58]) ? 58 : 59)]}…";
}
