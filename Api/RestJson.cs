using System.Text.Json;
using System.Text.Json.Serialization;
using OrleansOps.Access;
using OrleansOps.Agents;
using OrleansOps.Jobs;
using OrleansOps.Logs;
using OrleansOps.Rules;
using OrleansOps.Schedules;
using OrleansOps.Tasks;
using OrleansOps.Terraform;
using OrleansOps.Workflows;

namespace OrleansOps.Api;

/// <summary>Source-generated JSON of the operators' API.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    AllowDuplicateProperties = false,
    NumberHandling = JsonNumberHandling.Strict,
    MaxDepth = RestJson.Depth,
    Converters = [
        typeof(CamelCaseEnum<AgentState>), typeof(CamelCaseEnum<AuditOutcome>), typeof(CamelCaseEnum<CommandRuleAction>), typeof(CamelCaseEnum<FileConflict>), typeof(CamelCaseEnum<HostEventKind>), typeof(CamelCaseEnum<JobHostState>), typeof(CamelCaseEnum<JobPause>), typeof(CamelCaseEnum<JobPhase>), typeof(CamelCaseEnum<JobRetry>), typeof(CamelCaseEnum<LimitMeans>), typeof(CamelCaseEnum<LogDropReason>), typeof(CamelCaseEnum<LogStream>), typeof(CamelCaseEnum<OnLost>), typeof(CamelCaseEnum<ParameterType>), typeof(CamelCaseEnum<PressureCause>), typeof(CamelCaseEnum<ProcessState>), typeof(CamelCaseEnum<RunPhase>), typeof(CamelCaseEnum<ScheduleMissed>), typeof(CamelCaseEnum<ScheduleOverlap>), typeof(CamelCaseEnum<ScheduleStartKind>), typeof(CamelCaseEnum<StepCondition>), typeof(CamelCaseEnum<StepPhase>), typeof(CamelCaseEnum<TaskKind>), typeof(CamelCaseEnum<TaskOutcome>), typeof(CamelCaseEnum<TaskPhase>), typeof(CamelCaseEnum<TokenKind>), typeof(CamelCaseEnum<WorkflowPhase>),
    ])]
[JsonSerializable(typeof(AgentList))]
[JsonSerializable(typeof(AgentView))]
[JsonSerializable(typeof(AuditList))]
[JsonSerializable(typeof(CommandRulesTest))]
[JsonSerializable(typeof(CommandRulesView))]
[JsonSerializable(typeof(CreateJoinToken))]
[JsonSerializable(typeof(CreateSession))]
[JsonSerializable(typeof(CreateToken))]
[JsonSerializable(typeof(CreateUpload))]
[JsonSerializable(typeof(DecideRun))]
[JsonSerializable(typeof(DecideStep))]
[JsonSerializable(typeof(DrainAgent))]
[JsonSerializable(typeof(EditAgent))]
[JsonSerializable(typeof(EditJob))]
[JsonSerializable(typeof(FileList))]
[JsonSerializable(typeof(FileView))]
[JsonSerializable(typeof(Gone))]
[JsonSerializable(typeof(HostEventList))]
[JsonSerializable(typeof(JobHostList))]
[JsonSerializable(typeof(JobGroupList))]
[JsonSerializable(typeof(JobList))]
[JsonSerializable(typeof(JobView))]
[JsonSerializable(typeof(JoinToken))]
[JsonSerializable(typeof(JsonElement))]
[JsonSerializable(typeof(LoadHistory))]
[JsonSerializable(typeof(LockList))]
[JsonSerializable(typeof(LockView))]
[JsonSerializable(typeof(LogEvent))]
[JsonSerializable(typeof(LogSearchPage))]
[JsonSerializable(typeof(LogView))]
[JsonSerializable(typeof(NewToken))]
[JsonSerializable(typeof(Problem))]
[JsonSerializable(typeof(AddInput))]
[JsonSerializable(typeof(InputView))]
[JsonSerializable(typeof(ResizeTerminal))]
[JsonSerializable(typeof(RetryJob))]
[JsonSerializable(typeof(RetryWorkflow))]
[JsonSerializable(typeof(PreviewSchedule))]
[JsonSerializable(typeof(PutCommandRules))]
[JsonSerializable(typeof(PutSchedule))]
[JsonSerializable(typeof(PlannedChanges))]
[JsonSerializable(typeof(TerraformRunList))]
[JsonSerializable(typeof(RunSchedule))]
[JsonSerializable(typeof(TerraformRunView))]
[JsonSerializable(typeof(ScheduleList))]
[JsonSerializable(typeof(ScheduleRunView))]
[JsonSerializable(typeof(ScheduleTimesView))]
[JsonSerializable(typeof(ScheduleView))]
[JsonSerializable(typeof(RollBackWorkspace))]
[JsonSerializable(typeof(PutSecret))]
[JsonSerializable(typeof(ResealView))]
[JsonSerializable(typeof(SecretList))]
[JsonSerializable(typeof(SecretView))]
[JsonSerializable(typeof(SessionList))]
[JsonSerializable(typeof(SessionView))]
[JsonSerializable(typeof(StateLockView))]
[JsonSerializable(typeof(StateVersionList))]
[JsonSerializable(typeof(StateVersionView))]
[JsonSerializable(typeof(SubmitJob))]
[JsonSerializable(typeof(SubmitRun))]
[JsonSerializable(typeof(SubmitTask))]
[JsonSerializable(typeof(SubmitWorkflow))]
[JsonSerializable(typeof(SystemView))]
[JsonSerializable(typeof(TaskCounts))]
[JsonSerializable(typeof(TaskList))]
[JsonSerializable(typeof(TaskSummary))]
[JsonSerializable(typeof(TaskView))]
[JsonSerializable(typeof(TestCommandRules))]
[JsonSerializable(typeof(TokenList))]
[JsonSerializable(typeof(UploadView))]
[JsonSerializable(typeof(WhoAmI))]
[JsonSerializable(typeof(WorkflowCheck))]
[JsonSerializable(typeof(WorkflowList))]
[JsonSerializable(typeof(WorkflowView))]
[JsonSerializable(typeof(WorkspaceList))]
[JsonSerializable(typeof(WorkspaceView))]
[JsonSerializable(typeof(string[]))]
public sealed partial class RestJson : JsonSerializerContext
{
    /// <summary>How deep a body may be nested.</summary>
    public const int Depth = 16;
}
