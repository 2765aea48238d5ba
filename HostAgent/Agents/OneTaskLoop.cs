using Microsoft.Extensions.Logging;
using OrleansOps.HostAgent.Tasks;
using OrleansOps.Protocol;

namespace OrleansOps.HostAgent.Agents;

/// <summary>
/// Sees an agent for one task through: waits until that is over and everything of it is stored, says goodbye to the fleet, and ends. Neither a gateway that is away nor a signal makes that
/// take for ever. Used from turns only, but for <see cref="AskToEnd"/>.
/// </summary>
/// <param name="one">Whether it has its task.</param>
/// <param name="held">What of it is not stored yet.</param>
/// <param name="stop">Takes no new work.</param>
/// <param name="isStranger">Whether the gateways know this agent no longer.</param>
/// <param name="patience">How long it waits for a gateway while nothing runs.</param>
internal sealed partial class OneTaskLoop(OneTask one, HeldAttempts held, Action stop, Func<bool> isStranger, TimeSpan patience, TimeProvider time, ILogger<OneTaskLoop> logger)
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan AnswerTime = TimeSpan.FromSeconds(10);

    /// <summary>What is left to do after the last process of a cancelled task has ended.</summary>
    private static readonly TimeSpan EndTime = TimeSpan.FromSeconds(20);

    private readonly long _begin = time.GetTimestamp();
    private IAgentHub? _hub;
    private volatile bool _isAskedToEnd;
    private bool _isEnding;
    private bool _saidLeave;
    private TimeSpan _quietSince;
    private TimeSpan _endBy = TimeSpan.MaxValue;

    /// <summary>How it ended; null: it has not.</summary>
    public OneTaskEnd? End { get; private set; }

    /// <summary>A signal came. A task that runs is cancelled in the way that it asked for, and how that went is told.</summary>
    public void AskToEnd() => _isAskedToEnd = true;

    public void Attach(IAgentHub hub) => _hub = hub;

    public void Detach() => _hub = null;

    public async Task RunAsync(CancellationToken stopping)
    {
        while (End is null)
        {
            await Task.Delay(LookEvery, time, stopping);
            BeginToEnd();
            End = await Look(stopping);
        }
    }

    private TimeSpan Now => time.GetElapsedTime(_begin);

    private void BeginToEnd()
    {
        if (!_isAskedToEnd || _isEnding)
        {
            return;
        }

        _isEnding = true;
        stop();
        var grace = held.All.Select(attempt => attempt.Order.Grace.InterruptMs + (long)attempt.Order.Grace.TerminateMs).DefaultIfEmpty().Max();
        _endBy = Now + TimeSpan.FromMilliseconds(grace) + EndTime;
        LogEnding(held.All.Count);
        foreach (var attempt in held.All)
        {
            attempt.Cancel();
        }
    }

    private async Task<OneTaskEnd?> Look(CancellationToken stopping)
    {
        if (held.All.Any(attempt => attempt.Phase != HeldPhase.Ended) || (_hub is not null && !one.IsTaken && !_isEnding))
        {
            _quietSince = Now;
        }

        if (held.All.Count == 0 && (one.IsTaken || _isEnding) && await HasLeft(stopping))
        {
            LogLeft();
            return one.IsTaken ? OneTaskEnd.Delivered : OneTaskEnd.WithoutTask;
        }

        if (Now > _endBy || Now - _quietSince >= patience || (isStranger() && !_saidLeave && held.All.All(attempt => attempt.Phase == HeldPhase.Ended)))
        {
            LogGaveUp(held.All.Count);
            return OneTaskEnd.GaveUp;
        }

        return null;
    }

    private async Task<bool> HasLeft(CancellationToken stopping)
    {
        if (_saidLeave && isStranger())
        {
            return true;   // it was taken, and the answer was lost
        }

        if (_hub is not { } hub)
        {
            return false;
        }

        try
        {
            _saidLeave = true;
            await hub.Leave().WaitAsync(AnswerTime, time, stopping);
            return true;
        }
        catch (Exception) when (isStranger())
        {
            return true;   // the connection was closed before the answer came
        }
        catch (Exception failed) when (!stopping.IsCancellationRequested)
        {
            LogNotLeft(failed.Message);
            return false;
        }
    }
}
