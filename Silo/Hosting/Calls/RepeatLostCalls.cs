using System.Runtime.ExceptionServices;
using Microsoft.Extensions.Logging;
using OrleansOps.Agents;
using OrleansOps.Health;

namespace OrleansOps.Hosting;

/// <summary>
/// Sends a call again that went down with a silo, from wherever it came: a gateway or another grain. Every call of ours may arrive twice, save
/// the opening of a session, which would then supersede itself: that one the agent repeats. Of Orleans' own, the questions to its management
/// grain are sent again, which is on one silo and goes with it.
/// </summary>
internal sealed partial class RepeatLostCalls(ILogger<RepeatLostCalls> logger) : IOutgoingGrainCallFilter
{
    /// <summary>What goes over the network takes the machine's time, also where a test has another clock for the grains.</summary>
    private static readonly TimeProvider Clock = TimeProvider.System;

    /// <summary>
    /// Counted from the first loss, since a long wait may be lost after a long while. Longer than the cluster takes to give up a silo that stands
    /// still, and far shorter than a request may take.
    /// </summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(8);

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(500);

    private readonly LogAllowance _lines = new(Clock);

    public async Task Invoke(IOutgoingGrainCallContext context)
    {
        Exception lost;
        try
        {
            await context.Invoke();
            if (context.Response?.Exception is not { } error || !error.MeansLost())
            {
                return;
            }

            lost = error;   // most losses are answers that the runtime gives in the silo's place
        }
        catch (Exception error) when (error.MeansLost())
        {
            lost = error;
        }

        if (!MayRepeat(context))
        {
            ExceptionDispatchInfo.Throw(lost);   // thrown, not set as the answer: of a call without a result nobody looks at the answer
        }

        await Repeat(context, lost);
    }

    private async Task Repeat(IOutgoingGrainCallContext context, Exception lost)
    {
        var since = Clock.GetTimestamp();
        for (var pause = FirstPause; Clock.GetElapsedTime(since) + pause < Limit; pause = Longer(pause))
        {
            Log(context, lost);
            await Task.Delay(pause, Clock);
            try
            {
                await context.Invoke();
                if (context.Response?.Exception is not { } error || !error.MeansLost())
                {
                    return;
                }

                lost = error;
            }
            catch (Exception error) when (error.MeansLost())
            {
                lost = error;
            }
        }

        ExceptionDispatchInfo.Throw(lost);
    }

    /// <summary>Not a call to a gateway either: that one does not come back, and what it stood for is gone with it.</summary>
    private static bool MayRepeat(IOutgoingGrainCallContext context) =>
        context.InterfaceMethod is { DeclaringType: { } type, Name: var name }
        && (type.Namespace?.StartsWith(nameof(OrleansOps), StringComparison.Ordinal) == true
            || (type == typeof(IManagementGrain) && name.StartsWith("Get", StringComparison.Ordinal)))
        && !typeof(IGrainObserver).IsAssignableFrom(type)
        && !(type == typeof(IAgentGrain) && name is nameof(IAgentGrain.Connect));

    private static TimeSpan Longer(TimeSpan pause) => pause * 2 < LongestPause ? pause * 2 : LongestPause;

    private void Log(IOutgoingGrainCallContext context, Exception lost)
    {
        if (_lines.Take(out var unsaid))
        {
            LogRepeated(context.InterfaceName, context.MethodName, lost.GetType().Name, unsaid);
        }
    }

    [LoggerMessage(3041, LogLevel.Warning, "{Interface}.{Method} was lost ({Why}) and is sent again; {Unsaid} other such calls were not logged")]
    private partial void LogRepeated(string @interface, string method, string why, long unsaid);
}
