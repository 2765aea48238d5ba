using Microsoft.AspNetCore.SignalR;
using OrleansOps.Agents;
using OrleansOps.Logs;
using OrleansOps.Metrics;
using OrleansOps.Sockets.Connections;
using OrleansOps.Sockets.Messages;
using OrleansOps.Tracing;

namespace OrleansOps.Sockets.Delivery;

/// <summary>Gives the agents' output to its log, in order, and without making the socket wait.</summary>
internal sealed partial class LogPublisher(
    IClusterClient client, GatewayMeter meter, TimeProvider time, ILogger<LogPublisher> logger)
{
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    /// <summary>What else the agent says waits behind the question, its heartbeat too.</summary>
    private static readonly TimeSpan ResumeWithin = TimeSpan.FromSeconds(1);

    /// <exception cref="HubException">The batch breaks a rule; nothing of it is published.</exception>
    /// <param name="messageId">What the agent calls it, where it does not count its output (<see cref="LogBatch.MessageId"/>).</param>
    public async Task Publish(AgentSocket socket, Protocol.LogBatch message, string? messageId = null)
    {
        var batch = message.ToGrain(socket.AgentId, socket.LogReference!) with { MessageId = messageId };
        var (fits, start) = socket.Logs.Add(batch, Protocol.TraceContext.Parent(message.TraceParent));
        if (!fits)
        {
            var text = $"More than {Protocol.Limits.WindowBytes} bytes of output were sent without waiting for LogStored.";
            await socket.CloseAfterAnswer(CloseReason.ProtocolError, text);
            throw new HubException(text);
        }

        meter.LogTaken(batch.Bytes.Length);
        if (start is not null)
        {
            _ = Drain(socket, start);   // handles its every end itself
        }
    }

    public async Task<Protocol.LogMark> Resume(AgentSocket socket, Protocol.LogQuestion question)
    {
        using var trace = Traces.Continue("ask for log", Protocol.TraceContext.Parent(question.TraceParent));
        LogMark? mark;
        try
        {
            mark = await client.GetGrain<ILogSinkGrain>(question.TaskId).Resume(socket.AgentId, question.Attempt)
                .WaitAsync(socket.AnswerWithin < ResumeWithin ? socket.AnswerWithin : ResumeWithin, time);
        }
        catch (Exception failed)
        {
            LogResumeFailed(failed, socket.AgentId, question.TaskId);
            throw new HubException($"The log of task '{question.TaskId}' cannot be read now. Ask again in a few seconds.", failed);
        }

        return mark?.ToMessage() ?? new Protocol.LogMark(
            question.TaskId, question.Attempt, 0, 0, 0, $"Task '{question.TaskId}' is not given to this agent with attempt {question.Attempt}.");
    }

    /// <summary>What of a log is stored by the names that an agent gave it.</summary>
    public Task<IReadOnlyList<string>> Messages(AgentSocket socket, string taskId) =>
        client.GetGrain<ILogSinkGrain>(taskId).Messages().WaitAsync(socket.AnswerWithin, time);

    private async Task Drain(AgentSocket socket, LogLane lane)
    {
        using var trace = Traces.Continue("publish log", lane.TraceParent);
        try
        {
            while (!socket.Gone.IsCancellationRequested && socket.Logs.Next(lane) is { Count: > 0 } batches)
            {
                await Put(socket, batches);
            }
        }
        catch (Exception failed) when (socket.Gone.IsCancellationRequested)
        {
            LogLeftBehind(socket.AgentId, lane.TaskId, failed.Message);
        }
        catch (Exception unexpected)
        {
            LogLaneLost(unexpected, socket.AgentId, lane.TaskId);
            socket.Abort();   // its batches are lost here; on the next connection the agent asks where to go on
        }
    }

    /// <summary>Tries until they are taken or the connection is gone: a repeated batch is harmless, a missing one is not.</summary>
    private async Task Put(AgentSocket socket, IReadOnlyList<LogBatch> batches)
    {
        var intake = client.GetGrain<ILogIntakeGrain>(socket.AgentId);
        for (var pause = ShortestPause; ; pause = pause < LongestPause ? pause * 2 : LongestPause)
        {
            try
            {
                if (await intake.Take(batches))
                {
                    return;
                }

                LogNotTaken(socket.AgentId, batches[0].TaskId, batches[0].Seq, pause);
            }
            catch (Exception failed) when (!socket.Gone.IsCancellationRequested)
            {
                LogLostOnTheWay(failed, socket.AgentId, batches[0].TaskId, batches[0].Seq, pause);
            }

            await Task.Delay(pause, time, socket.Gone);
        }
    }
}
