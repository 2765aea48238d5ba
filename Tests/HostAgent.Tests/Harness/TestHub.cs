using Microsoft.AspNetCore.SignalR;
using OrleansOps.Protocol;

namespace OrleansOps.AgentTests;

internal sealed class TestHub(TestGateway gateway) : Hub<IAgentClient>, IAgentHub
{
    public async Task<Welcome> Hello(Hello hello)
    {
        await gateway.BeforeWelcome(Clients.Caller);
        return gateway.Open(hello, Context, Clients.Caller);
    }

    public Task<HeartbeatReply> Heartbeat(Heartbeat beat)
    {
        gateway.Take(() => gateway.Beats.Add(beat));
        return Task.FromResult(new HeartbeatReply(gateway.HeartbeatMs));
    }

    public Task Accepted(TaskAccepted report)
    {
        gateway.Take(() => gateway.Accepted.Add(report));
        return Task.CompletedTask;
    }

    public Task Refused(TaskRefused report)
    {
        gateway.Take(() => gateway.Refused.Add(report));
        return Task.CompletedTask;
    }

    public async Task Log(LogBatch batch)
    {
        LogMark? mark = null;
        gateway.Take(() => mark = gateway.Stores(batch) ? gateway.LogOf(batch.TaskId, batch.Attempt).Append(batch) : null);
        if (mark is not null)
        {
            await Clients.Caller.LogStored(mark);
        }
    }

    public Task<LogMark> ResumeLog(LogQuestion question) =>
        Task.FromResult(gateway.Locked(() => gateway.Closes(question)
            ? new LogMark(question.TaskId, question.Attempt, 0, 0, 0, "not given")
            : gateway.LogOf(question.TaskId, question.Attempt).Mark()));

    public async Task Ended(TaskEnded report)
    {
        SettledCode? code = null;
        gateway.Take(() =>
        {
            gateway.Ended.Add(report);
            code = gateway.Settles(report);
        });
        if (code is { } settled)
        {
            await Clients.Caller.Settled(new TaskSettled(report.TaskId, report.Attempt, report.MessageId, settled));
        }
    }

    public Task Typed(InputTyped report)
    {
        gateway.Take(() => gateway.Typed.Add(report));
        return Task.CompletedTask;
    }

    public Task Leave()
    {
        gateway.Take(() => gateway.Left++);
        if (!gateway.AnswersLeave)
        {
            gateway.IsRevoked = true;
            Context.Abort();
        }

        return Task.CompletedTask;
    }

    public override Task OnDisconnectedAsync(Exception? exception)
    {
        gateway.Close(Context);
        return Task.CompletedTask;
    }
}
