using OrleansOps.HostAgent.Logs;

namespace OrleansOps.AgentTests.Logs;

/// <summary>How many questions a gateway is asked at once.</summary>
public sealed class MarkQuestionsTests : IDisposable
{
    private readonly LogsOfAHost _host = new();
    private readonly List<FollowedLog> _logs;

    public MarkQuestionsTests() => _logs = [.. Enumerable.Range(1, 100).Select(i => _host.Start($"t{i}", attempt: 2))];

    [Fact]
    public void EveryAnswer_DoublesThem_UpToThirtyTwo()
    {
        AskAll();
        Assert.Single(_host.Hub.Questions);

        var answered = 0;
        foreach (var open in new[] { 2, 4, 8, 16, 32, 32 })
        {
            AnswerNext(ref answered);
            AskAll();
            Assert.Equal(open, _host.Hub.Questions.Count - answered);
        }
    }

    [Fact]
    public void AnAnswerThatDoesNotCome_LeavesOne_AndThatLogForAWhile()
    {
        AskAll();
        var answered = 0;
        AnswerNext(ref answered);
        AskAll();
        _host.Hub.Fail();
        _host.Hub.Fail();

        AskAll();
        Assert.Equal(4, _host.Hub.Questions.Count);   // the first, the two that failed, and one
        Assert.Equal(2, _logs.Count(log => !log.IsDue));
    }

    [Fact]
    public void AnAnswerOfAnEarlierConnection_MeansNothing()
    {
        AskAll();
        _host.Open.Open(new NotedHub());
        var answered = 0;
        AnswerNext(ref answered);

        Assert.True(_logs[0].Log.NeedsMark);
        Assert.False(_logs[0].IsAsking);
    }

    [Fact]
    public void ANewSession_BeginsWithOneAgain()
    {
        var answered = 0;
        AskAll();
        AnswerNext(ref answered);
        _host.Questions.StartSession();

        AskAll();

        Assert.Equal(1, _host.Hub.Questions.Count - answered);
    }

    public void Dispose() => _host.Dispose();

    private void AskAll()
    {
        foreach (var log in _logs.Where(log => log.Log.NeedsMark))
        {
            _host.Questions.Ask(_host.Hub, log);
        }
    }

    private void AnswerNext(ref int answered)
    {
        var question = _host.Hub.Questions[answered++];
        _host.Hub.Answer(new(question.TaskId, question.Attempt, 1, 0, 0));
    }
}
