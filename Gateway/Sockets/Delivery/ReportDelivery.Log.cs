namespace OrleansOps.Sockets.Delivery;

internal sealed partial class ReportDelivery
{
    [LoggerMessage(3301, LogLevel.Warning, "Agent {AgentId}, task {TaskId}: {Report} is not stored, and has to come again")]
    private partial void LogReportLost(Exception error, string agentId, string taskId, string report);

    [LoggerMessage(3302, LogLevel.Debug, "Agent {AgentId}, task {TaskId}: {Report} is tried again after: {Why}")]
    private partial void LogReportRepeated(string agentId, string taskId, string report, string why);

    [LoggerMessage(3303, LogLevel.Debug, "Agent {AgentId}, task {TaskId}: the answer to {Report} did not reach it: {Why}")]
    private partial void LogAnswerLost(string agentId, string taskId, string report, string why);
}
