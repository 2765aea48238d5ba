using System.Text.Json.Serialization;
using OrleansOps.Access;
using OrleansOps.Agents;
using OrleansOps.Jobs;
using OrleansOps.Locks;
using OrleansOps.Rules;
using OrleansOps.Schedules;
using OrleansOps.Secrets;
using OrleansOps.Tasks;
using OrleansOps.Terraform;

namespace OrleansOps;

/// <summary>
/// How states and index entries are written down: plain JSON that names no type and no assembly, so that classes may move. A property that
/// is renamed is a new property; renaming needs the old name kept with <see cref="JsonPropertyNameAttribute"/>.
/// </summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(TaskSpec))]
[JsonSerializable(typeof(TaskState))]
[JsonSerializable(typeof(JobState))]
[JsonSerializable(typeof(JobSpec))]
[JsonSerializable(typeof(JobSummary))]
[JsonSerializable(typeof(LockState))]
[JsonSerializable(typeof(LockView))]
[JsonSerializable(typeof(ScheduleSpec))]
[JsonSerializable(typeof(ScheduleState))]
[JsonSerializable(typeof(ScheduleSummary))]
[JsonSerializable(typeof(SecretState))]
[JsonSerializable(typeof(SecretView))]
[JsonSerializable(typeof(ShardState))]
[JsonSerializable(typeof(TaskSummary))]
[JsonSerializable(typeof(CommandRulesState))]
[JsonSerializable(typeof(AgentState))]
[JsonSerializable(typeof(AgentView))]
[JsonSerializable(typeof(HostEvent))]
[JsonSerializable(typeof(HostFacts))]
[JsonSerializable(typeof(SessionIndexState))]
[JsonSerializable(typeof(SessionState))]
[JsonSerializable(typeof(TokenState))]
[JsonSerializable(typeof(TokenIndexState))]
[JsonSerializable(typeof(WorkspaceState))]
[JsonSerializable(typeof(WorkspaceSummary))]
internal sealed partial class GrainJson : JsonSerializerContext;
