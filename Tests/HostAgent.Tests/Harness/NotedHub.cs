using OrleansOps.Protocol;

namespace OrleansOps.AgentTests;

/// <summary>A gateway that notes what it is sent, and answers questions about logs when a test says so.</summary>
internal sealed class NotedHub : IAgentHub
{
    private readonly Queue<TaskCompletionSource<LogMark>> _unanswered = new();

    public List<LogBatch> Batches { get; } = [];

    public List<LogQuestion> Questions { get; } = [];

    /// <summary>What it does with a batch before it is noted.</summary>
    public Action<LogBatch> Takes { get; set; } = _ => { };

    /// <summary>Answers the oldest question that is open.</summary>
    public void Answer(LogMark mark) => _unanswered.Dequeue().SetResult(mark);

    /// <summary>The oldest question that is open comes to nothing.</summary>
    public void Fail() => _unanswered.Dequeue().SetException(new IOException("The connection is gone."));

    public Task Log(LogBatch batch)
    {
        Takes(batch);
        Batches.Add(batch);
        return Task.CompletedTask;
    }

    public Task<LogMark> ResumeLog(LogQuestion question)
    {
        var answer = new TaskCompletionSource<LogMark>();
        Questions.Add(question);
        _unanswered.Enqueue(answer);
        return answer.Task;
    }

    public Task<Welcome> Hello(Hello hello) => throw new NotSupportedException();

    public Task<HeartbeatReply> Heartbeat(Heartbeat beat) => throw new NotSupportedException();

    public Task Accepted(TaskAccepted report) => throw new NotSupportedException();

    public Task Refused(TaskRefused report) => throw new NotSupportedException();

    public Task Ended(TaskEnded report) => throw new NotSupportedException();

    public Task Typed(InputTyped report) => throw new NotSupportedException();

    public Task Leave() => throw new NotSupportedException();
}
