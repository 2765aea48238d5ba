namespace OrleansOps.Tests.Support;

/// <summary>Holds the promises of docs/guarantees.md against what a run left behind. Pure: the same evidence gives the same verdict.</summary>
public sealed class RunJudge
{
    private readonly RunEvidence _run;
    private readonly TimeSpan _mostNonTerminal;
    private readonly RunCounts _counts = new();
    private readonly List<string> _broken = [];

    private RunJudge(RunEvidence run, TimeSpan mostNonTerminal)
    {
        _run = run;
        _mostNonTerminal = mostNonTerminal;
    }

    /// <summary>Judges a run that had time to settle.</summary>
    /// <param name="run">What is there.</param>
    /// <param name="mostNonTerminal">No task may take longer than this from its submission to its verdict.</param>
    public static RunVerdict Judge(RunEvidence run, TimeSpan mostNonTerminal)
    {
        var judge = new RunJudge(run, mostNonTerminal);
        foreach (var task in run.Submitted)
        {
            judge.Judge(task);
        }

        foreach (var journal in run.Journals)
        {
            judge.Judge(journal);
        }

        return new RunVerdict(judge._counts, judge._broken);
    }

    private void Judge(SubmittedTask task)
    {
        _counts.Submitted += task.IsAcknowledged ? 1 : 0;
        if (!_run.Tasks.TryGetValue(task.Id, out var stored))
        {
            if (task.IsAcknowledged)
            {
                Lose(task.Id, "was acknowledged, and the store does not know it");
            }

            return;
        }

        JudgeEnd(task, stored);
        JudgeStarts(task, stored);
        JudgeLog(task, stored);
        if (!stored.IsRetired)
        {
            JudgeLists(task, stored);
        }
    }

    private void JudgeEnd(SubmittedTask task, TaskEvidence stored)
    {
        if (!task.EndsWhenTold)
        {
            JudgeTime(task, stored);
        }

        if (!stored.IsTerminal)
        {
            Break(task.Id, $"is not over: {stored.Phase}, attempt {stored.Attempt}");
            return;
        }

        _counts.Terminal += task.IsAcknowledged ? 1 : 0;
        if (!task.Endings.Contains(stored.Phase, StringComparer.Ordinal))
        {
            if (stored.Phase == Phases.Lost)
            {
                _counts.Lost++;
            }

            Break(task.Id, $"ended as {stored.Phase}; expected {string.Join(" or ", task.Endings)}");
        }
        else if (!Phases.IsCutShort(stored.Phase) && task.ExitCode is { } code && stored.ExitCode != code)
        {
            Break(task.Id, $"ended with exit code {stored.ExitCode}; expected {code}");
        }
    }

    private void JudgeTime(SubmittedTask task, TaskEvidence stored)
    {
        var took = (stored.EndedAt ?? _run.At) - stored.SubmittedAt;
        if (took.TotalSeconds > _counts.LongestNonTerminalSeconds)
        {
            _counts.LongestNonTerminalSeconds = took.TotalSeconds;
            _counts.LongestNonTerminalTask = task.Id;
        }

        if (took > _mostNonTerminal)
        {
            Break(task.Id, $"was {took.TotalSeconds:0} s without a verdict; {_mostNonTerminal.TotalSeconds:0} s is the most");
        }
    }

    private void JudgeStarts(SubmittedTask task, TaskEvidence stored)
    {
        var starts = _run.Starts.GetValueOrDefault(task.Id);
        var told = _run.ResultEvents.GetValueOrDefault(task.Id);
        if (starts > task.StartsAllowed)
        {
            Break(task.Id, $"started {starts} times; {task.StartsAllowed} is allowed");
        }

        if (told > 1)
        {
            Break(task.Id, $"has {told} entries in agent_results");
        }

        _counts.Doubled += starts > task.StartsAllowed || told > 1 ? 1 : 0;
        if (starts > 0 && stored.Phase == Phases.Rejected)
        {
            Break(task.Id, "is shown as never run, and it ran");
        }

        if (starts == 0 && stored.IsTerminal && !Phases.IsCutShort(stored.Phase))
        {
            Break(task.Id, $"is shown as {stored.Phase}, and it never started");
        }
    }

    private void JudgeLists(SubmittedTask task, TaskEvidence stored)
    {
        if (stored.ListedPhase != stored.Phase)
        {
            Break(task.Id, $"is {stored.Phase}, and lists show {stored.ListedPhase ?? "nothing"}");
        }

        if (_run.Open.Contains(task.Id) == stored.IsTerminal)
        {
            Break(task.Id, $"is {stored.Phase}, and the list of open tasks {(stored.IsTerminal ? "has" : "lacks")} it");
        }

        if (!_run.WithDueTime.Contains(task.Id))
        {
            Break(task.Id, $"is {stored.Phase} and has no due time: nothing will look at it again");
        }

        if (stored.IsTerminal && _run.ResultEventsAreWhole && !_run.ResultEvents.ContainsKey(task.Id))
        {
            Break(task.Id, "has no entry in agent_results");
        }
    }

    private void JudgeLog(SubmittedTask task, TaskEvidence stored)
    {
        foreach (var fault in stored.Log.Faults)
        {
            Break(task.Id, $"has a log with a gap or a double: {fault}");
        }

        if (!stored.IsTerminal)
        {
            return;   // how much it printed so far, nobody knows
        }

        if (stored.ReportedBytes is not null && stored.Log.Dropped(stored.Attempt) != stored.Dropped)
        {
            Break(task.Id, $"has a log that admits to lack {stored.Log.Dropped(stored.Attempt)} bytes, and a report that says {stored.Dropped}");
        }

        var printed = PrintedLines.Of(task, stored.Phase);
        JudgeStream(task, "stdout", stored.Log.Stdout(stored.Attempt), printed.Stdout, stored.ReportedBytes?.Stdout, stored.Dropped.Stdout);
        JudgeStream(task, "stderr", stored.Log.Stderr(stored.Attempt), printed.Stderr, stored.ReportedBytes?.Stderr, stored.Dropped.Stderr);
    }

    private void JudgeStream(SubmittedTask task, string name, LineTally lines, int printed, long? reported, long dropped)
    {
        var absent = lines.Missing(printed);
        var missing = dropped > 0 ? lines.Gaps : Math.Max(absent, lines.Gaps);
        _counts.Expected += Math.Max(printed, lines.Stored);   // one line more may be stored than was noted by a task that was ended
        _counts.Stored += lines.Stored;
        _counts.Missing += missing;
        _counts.DroppedLines += dropped > 0 ? absent - missing : 0;
        _counts.DoubledLines += lines.Doubled;
        Expect(missing == 0, $"lacks {missing} of {printed} lines");
        Expect(lines.Doubled == 0, $"has {lines.Doubled} lines twice");
        Expect(lines.Misplaced == 0, $"has {lines.Misplaced} lines out of order");
        Expect(lines.Foreign.Count == 0, $"has lines that it never printed, as '{(lines.Foreign is [var first, ..] ? first : "")}'");
        Expect(reported is null || reported == lines.Bytes, $"has {lines.Bytes} bytes, and its report says {reported}");

        void Expect(bool holds, string what)
        {
            if (!holds)
            {
                Break(task.Id, $"{name} {what}");
            }
        }
    }

    private void Judge(JournalEvidence journal)
    {
        foreach (var (id, attempt) in journal.Acknowledged)
        {
            if (_run.Tasks.TryGetValue(id, out var stored) && !stored.IsTerminal)
            {
                Lose(id, $"has a result of attempt {attempt} that was acknowledged to the agent, and is {stored.Phase}");
            }
        }

        foreach (var (id, attempt, messageId) in journal.Unacknowledged)
        {
            if (_run.Tasks.TryGetValue(id, out var stored) && attempt >= stored.Attempt && stored.MessageId != messageId)
            {
                Lose(id, $"ended on its host (attempt {attempt}), and the store has {stored.MessageId ?? "no report"}");
            }
        }
    }

    private void Lose(string id, string what)
    {
        _counts.Lost++;
        Break(id, what);
    }

    private void Break(string id, string what) => _broken.Add($"task {id} {what}");
}
