using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace OrleansOps.Cli;

/// <summary>Source-generated JSON of everything opsctl reads and writes. Unknown fields are ignored: the server may be newer.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectRequiredConstructorParameters = true,
    RespectNullableAnnotations = true)]
[JsonSerializable(typeof(AgentEvent))]
[JsonSerializable(typeof(AgentView))]
[JsonSerializable(typeof(AuditEvent))]
[JsonSerializable(typeof(CommandRulesTest))]
[JsonSerializable(typeof(CommandRulesView))]
[JsonSerializable(typeof(CreateJoinToken))]
[JsonSerializable(typeof(CreateToken))]
[JsonSerializable(typeof(CreateUpload))]
[JsonSerializable(typeof(DecideRun))]
[JsonSerializable(typeof(DecideStep))]
[JsonSerializable(typeof(DrainAgent))]
[JsonSerializable(typeof(EditAgent))]
[JsonSerializable(typeof(EditJob))]
[JsonSerializable(typeof(ErrorDocument))]
[JsonSerializable(typeof(FileView))]
[JsonSerializable(typeof(InputMark))]
[JsonSerializable(typeof(JobHost))]
[JsonSerializable(typeof(JobSummary))]
[JsonSerializable(typeof(JobView))]
[JsonSerializable(typeof(JobGroupList))]
[JsonSerializable(typeof(IReadOnlyList<TaskArtifact>))]
[JsonSerializable(typeof(JoinToken))]
[JsonSerializable(typeof(JsonElement))]
[JsonSerializable(typeof(KeysTyped))]
[JsonSerializable(typeof(LockView))]
[JsonSerializable(typeof(LogBatch))]
[JsonSerializable(typeof(LogPage))]
[JsonSerializable(typeof(LogRecord))]
[JsonSerializable(typeof(NewToken))]
[JsonSerializable(typeof(Page<JsonElement>))]
[JsonSerializable(typeof(Problem))]
[JsonSerializable(typeof(RetryJob))]
[JsonSerializable(typeof(RetryWorkflow))]
[JsonSerializable(typeof(RollBackWorkspace))]
[JsonSerializable(typeof(PreviewSchedule))]
[JsonSerializable(typeof(PutCommandRules))]
[JsonSerializable(typeof(PutSchedule))]
[JsonSerializable(typeof(PlannedChanges))]
[JsonSerializable(typeof(RunSchedule))]
[JsonSerializable(typeof(TaskTerminal))]
[JsonSerializable(typeof(TerraformRunView))]
[JsonSerializable(typeof(ScheduleNext))]
[JsonSerializable(typeof(ScheduleSummary))]
[JsonSerializable(typeof(ScheduleView))]
[JsonSerializable(typeof(PutSecret))]
[JsonSerializable(typeof(ResealView))]
[JsonSerializable(typeof(SecretView))]
[JsonSerializable(typeof(SessionView))]
[JsonSerializable(typeof(StateVersionView))]
[JsonSerializable(typeof(StoredLogin))]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(TestCommandRules))]
[JsonSerializable(typeof(SubmitJob))]
[JsonSerializable(typeof(SubmitRun))]
[JsonSerializable(typeof(SubmitTask))]
[JsonSerializable(typeof(SystemView))]
[JsonSerializable(typeof(TaskSummary))]
[JsonSerializable(typeof(TaskView))]
[JsonSerializable(typeof(TokenView))]
[JsonSerializable(typeof(UploadView))]
[JsonSerializable(typeof(WhoAmI))]
[JsonSerializable(typeof(WorkflowCheck))]
[JsonSerializable(typeof(WorkflowSummary))]
[JsonSerializable(typeof(WorkflowView))]
[JsonSerializable(typeof(WorkspaceSummary))]
[JsonSerializable(typeof(WorkspaceView))]
internal sealed partial class CliJson : JsonSerializerContext
{
    /// <summary>Like the default, but leaves letters of any script as they are: bodies have a limit, and people read the output.</summary>
    public static CliJson Readable => Made.Readable;

    /// <summary>Of its own, because the generated half of this class must be ready first.</summary>
    private static class Made
    {
        public static readonly CliJson Readable = new(new JsonSerializerOptions(Default.Options)
        {
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            TypeInfoResolver = null,
        });
    }
}
