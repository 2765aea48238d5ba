using System.Text.Json.Serialization;

namespace OrleansOps.Protocol;

/// <summary>Source-generated JSON of everything that crosses the agent's socket. Unknown fields are ignored: peers may be newer.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    MaxDepth = 16)]
[JsonSerializable(typeof(CancelTask))]
[JsonSerializable(typeof(EnrolReply))]
[JsonSerializable(typeof(EnrolRequest))]
[JsonSerializable(typeof(Goodbye))]
[JsonSerializable(typeof(Heartbeat))]
[JsonSerializable(typeof(HeartbeatReply))]
[JsonSerializable(typeof(Hello))]
[JsonSerializable(typeof(InputTyped))]
[JsonSerializable(typeof(LogBatch))]
[JsonSerializable(typeof(LogMark))]
[JsonSerializable(typeof(LogQuestion))]
[JsonSerializable(typeof(RunTask))]
[JsonSerializable(typeof(TaskAccepted))]
[JsonSerializable(typeof(TaskEnded))]
[JsonSerializable(typeof(TaskRefused))]
[JsonSerializable(typeof(TaskSettled))]
[JsonSerializable(typeof(TypeInput))]
[JsonSerializable(typeof(Welcome))]
public sealed partial class ProtocolJson : JsonSerializerContext;
