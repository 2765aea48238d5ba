using OrleansOps.Logs;
using OrleansOps.Operators.Tasks;
using OrleansOps.Tasks;

namespace OrleansOps.Operators.Logs;

/// <summary>How far one follower has come.</summary>
internal sealed class FollowState(TaskView task, long fromSeq)
{
    private long _storedTo;
    private bool _looked;

    public TaskView Task { get; private set; } = task;

    public LogMark? Mark { get; private set; }

    /// <summary>The next record that the reader wants.</summary>
    public long NextSeq { get; set; } = fromSeq;

    /// <summary>When something was learnt last.</summary>
    public long NewsAt { get; private set; }

    /// <summary>The task is over, its whole log is stored, and the reader has it.</summary>
    public bool IsComplete => _looked && NextSeq >= _storedTo && Task.HasWholeLog(Mark);

    public void Saw(LogPage page, long now)
    {
        if (page.NextSeq != _storedTo || page.Batches.Count > 0)
        {
            NewsAt = now;
        }

        (_looked, _storedTo, Mark) = (true, page.NextSeq, page.Mark);
    }

    public void Saw(TaskView task, long now) => (Task, NewsAt) = (task, now);
}
