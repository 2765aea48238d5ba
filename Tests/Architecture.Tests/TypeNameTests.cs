using System.Text.RegularExpressions;

namespace OrleansOps.Architecture;

/// <summary>One name, one type: who reads a name in one project should not think of another's.</summary>
public sealed partial class TypeNameTests
{
    private const string Reading = "what REST says, and opsctl's reading of it: opsctl shares no type with the server, and may be older or newer";
    private const string Showing = "what the cluster keeps, and what REST shows of it: the one may change without the other";
    private const string Sending = "what an agent of any version sends or is sent, and what the cluster makes of it";

    /// <summary>Names that several types have, and why they may. One that is no longer doubled must go from here.</summary>
    private static readonly Dictionary<string, string> Doubled = new(StringComparer.Ordinal)
    {
        ["CreateJoinToken"] = Reading,
        ["CreateToken"] = Reading,
        ["CreateUpload"] = Reading,
        ["DrainAgent"] = Reading,
        ["EditAgent"] = Reading,
        ["FileView"] = Reading,
        ["SubmitFile"] = Reading,
        ["SubmitCollect"] = Reading,
        ["SubmitSignature"] = Reading,
        ["CommandRuleView"] = Reading,
        ["CommandRulesView"] = Reading,
        ["CommandRulesTest"] = Reading,
        ["PutCommandRule"] = Reading,
        ["PutCommandRules"] = Reading,
        ["TestCommandRules"] = Reading,
        ["HostProgram"] = Reading,
        ["JoinToken"] = Reading,
        ["LateResult"] = Reading,
        ["LogRecord"] = Reading,
        ["NewToken"] = Reading,
        ["Problem"] = Reading,
        ["DecideStep"] = Reading,
        ["EditJob"] = Reading,
        ["JobGroup"] = Reading,
        ["JobGroupHost"] = Reading,
        ["JobGroupList"] = Reading,
        ["JobHost"] = Reading,
        ["RetryJob"] = Reading,
        ["RetryWorkflow"] = Reading,
        ["WorkflowCheck"] = Reading,
        ["StepOutput"] = Reading,
        ["PreviewSchedule"] = Reading,
        ["PutSchedule"] = Reading,
        ["ScheduledWorkflow"] = Reading,
        ["RunSchedule"] = Reading,
        ["PutSecret"] = Reading,
        ["ResealView"] = Reading,
        ["SecretView"] = Showing + "; and " + Reading,
        ["LockView"] = Showing + "; and " + Reading,
        ["LockHolder"] = Showing + "; and " + Reading,
        ["LockWaiter"] = Reading,
        ["RollBackWorkspace"] = Reading,
        ["SubmitRun"] = Reading,
        ["DecideRun"] = Reading,
        ["RunPlanView"] = Reading,
        ["RunDecisionView"] = Reading,
        ["TerraformRunView"] = Reading,
        ["PlannedChanges"] = Reading,
        ["ResourceChange"] = Reading,
        ["AttributeChange"] = Reading,
        ["LockBreakView"] = Reading,
        ["StateLockView"] = Reading,
        ["StateVersionView"] = Reading,
        ["SubmitJob"] = Reading,
        ["SubmitTask"] = Reading,
        ["SystemView"] = Reading,
        ["TaskGrace"] = Reading,
        ["TaskTerminal"] = Reading,
        ["UploadView"] = Reading,
        ["WhoAmI"] = Reading,

        ["AgentView"] = Showing + "; and " + Reading,
        ["AuditEvent"] = Showing + "; and " + Reading,
        ["SessionView"] = Showing + "; and " + Reading,
        ["TaskAttempt"] = Showing + "; and " + Reading,
        ["TaskSummary"] = Showing + "; and " + Reading,
        ["TaskView"] = Showing + "; and " + Reading,
        ["JobCounts"] = Showing + "; and " + Reading,
        ["JobSummary"] = Showing + "; and " + Reading,
        ["JobView"] = Showing + "; and " + Reading,
        ["StepView"] = Showing + "; and " + Reading,
        ["WorkflowSummary"] = Showing + "; and " + Reading,
        ["WorkflowView"] = Showing + "; and " + Reading,
        ["ScheduleStart"] = Showing + "; and " + Reading,
        ["ScheduleSummary"] = Showing + "; and " + Reading,
        ["ScheduleTiming"] = Showing + "; and " + Reading,
        ["ScheduleView"] = Showing + "; and " + Reading,
        ["WorkspaceSummary"] = Showing + "; and " + Reading,
        ["WorkspaceView"] = Showing + "; and " + Reading,
        ["TokenView"] = Showing + "; and " + Reading,
        ["HostPressure"] = Reading,
        ["HostEvent"] = Showing,
        ["LoadHistory"] = Showing,
        ["LoadPoint"] = Showing,
        ["Why"] = Showing,
        ["AgentState"] = "a grain's state, by Orleans' word for it, and the field state of a host in REST",

        ["CancelGrace"] = Sending,
        ["DiskUse"] = Sending,
        ["FileConflict"] = Sending,
        ["FileDelivery"] = Sending,
        ["FileCollection"] = Sending,
        ["TaskArtifact"] = Sending + "; and " + Showing + "; and " + Reading,
        ["FileRules"] = "what both ends take, at the gateway and at the agent",
        ["HeldTask"] = Sending,
        ["HostFacts"] = Sending,
        ["LogDropReason"] = Sending,
        ["LogMark"] = Sending,
        ["LogStream"] = Sending,
        ["TaskKind"] = Sending,
        ["TaskSignature"] = Sending,
        ["TaskOutcome"] = Sending,
        ["TaskTimes"] = Sending,
        ["TaskSetting"] = Sending,
        ["TaskLimits"] = Sending + "; and " + Reading,
        ["LimitsHeld"] = Sending + "; and " + Reading,
        ["LimitMeans"] = Sending,
        ["LimitRules"] = "what both ends take, at the gateway and at the agent",
        ["RunAs"] = Sending + "; and " + Reading,
        ["SettingRules"] = "what both ends take, at the gateway and at the agent",
        ["LogBatch"] = Sending + "; and the lines that opsctl takes from a live log at once",
        ["LogDrop"] = Sending + "; and " + Reading,
        ["TaskError"] = Reading,
        ["TaskUsage"] = Sending + "; and " + Reading,
        ["TerminalSize"] = Sending + "; and the terminal that opsctl runs in",

        ["AgentOptions"] = "settings of the cluster for agents, and the agent's own",
        ["Enrolment"] = "its two ends, at the gateway and at the agent",
        ["GatewayOptions"] = "the gateway's settings, and the agent's about its gateway",
        ["LogFollower"] = "its two ends, at the gateway and at opsctl",
        ["LogPage"] = "a page from the store, and one from REST",
        ["LogWindow"] = "its two ends, at the gateway and at the agent",
        ["ProcessEnd"] = "the end of a task's process, and of the server's own",
        ["Reports"] = "what processes of the cluster say of themselves, and what an agent says of its tasks",
        ["RunCommand"] = "the verb run, of opsctl and of the agent",
        ["Session"] = "an agent's with its gateway, and opsctl's at its terminal",
        ["Slots"] = "a host's, as its grain counts them and as the agent does",
        ["TaskLog"] = "how far a log is stored, in REST, and a log at the agent",
    };

    [Fact]
    public void OneNameIsOneType()
    {
        var doubled = (
            from project in Repository.Product
            from file in Repository.SourceOf(project)
            from Match type in Declared().Matches(Repository.Read(file))
            let name = type.Groups["name"].Value
            where name is not "Program"
            group $"{project}/{NamespaceOf(file)}" by name into types
            where types.Distinct(StringComparer.Ordinal).Count() > 1
            select (Name: types.Key, Where: string.Join(" and ", types.Distinct(StringComparer.Ordinal)))).ToList();

        var wrong = doubled.Where(type => !Doubled.ContainsKey(type.Name)).Select(type => $"{type.Name} ({type.Where})").ToList();
        var gone = Doubled.Keys.Except(doubled.Select(type => type.Name)).ToList();

        Assert.True(wrong.Count == 0, $"Several types have one name: {string.Join(", ", wrong)}.");
        Assert.True(gone.Count == 0, $"No exception any more, since only one type has the name: {string.Join(", ", gone)}.");
    }

    private static string NamespaceOf(string file) => Namespace().Match(Repository.Read(file)).Groups["name"].Value;

    [GeneratedRegex(@"^namespace (?<name>[\w.]+);", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 5_000)]
    private static partial Regex Namespace();

    /// <summary>Types at the margin: those inside others have a longer name.</summary>
    [GeneratedRegex(@"^(public|internal) ((static|sealed|abstract|partial|readonly|ref|unsafe) )*(record struct|record class|record|class|struct|interface|enum) (?<name>\w+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 5_000)]
    private static partial Regex Declared();
}
